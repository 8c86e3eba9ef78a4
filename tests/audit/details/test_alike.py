"""Whether two numbers are of one thing."""

from desktop.audit.details.alike import ALIKE, SAME, likeness
from desktop.audit.details.things import in_text
from desktop.audit.sentences.reading import read
from tests.audit.documents import document
from tests.small_cases import small_cases


def only(text):
    (passage,) = read(document(text)).passages
    (quantity,) = in_text(passage, 0)
    return quantity


@small_cases(
    ("aim", "other", "sure"),
    [
        ("养护村级公路51公里", "计划养护村级公路15公里", SAME),
        ("村级公路养护51公里", "养护村级公路15公里", SAME),  # the same words in another order
        ("招募志愿者80名", "招募造血干细胞捐献志愿者60名", SAME),  # further words inside
        ("驻矿工作人员6人", "4名驻矿工作人员食宿", SAME),
        ("保障社区15个", "保障12个社区", SAME),
        ("保障村干部58人", "村干部85人", ALIKE),
        ("改造户数150户", "改造510户", ALIKE),
        ("维修养护水库23座", "32座小型水库日常维修养护", ALIKE),
        ("养护村级公路51公里", "清淤灌溉渠道15公里", 0),
        ("新增用水户300户", "用水户900户", 0),
        ("群众满意度95%", "确保群众满意度90%", SAME),
        ("群众满意度95%", "家长满意度90%", 0),
    ],
)
def test_nouns_of_one_thing(aim, other, sure):
    assert likeness(only(aim), only(other)) == sure
