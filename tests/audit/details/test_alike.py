"""Whether two numbers are of one thing."""

from desktop.audit.details.alike import ALIKE, SAME, likeness, slip
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


@small_cases(
    ("aim", "other", "off"),
    [
        ("建设实践站197个", "建设实践站897个", True),
        ("评审项目不少于120个", "评审项目不少于920个", True),
        ("发放记账户160户", "发放记账户760户", True),
        ("养护里程3262公里", "养护里程3252公里", True),
        ("培训水管员100人", "培训水管员120人", False),  # both round
        ("法律援助案件不少于260件", "法律援助案件280件", False),  # more than is asked for
        ("清运垃圾197吨", "清运垃圾883吨", False),
        ("组织活动4次", "组织活动6次", False),
    ],
)
def test_a_number_one_digit_off(aim, other, off):
    assert slip(only(aim), only(other)) is off
