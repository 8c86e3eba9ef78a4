"""How many names a list of offices may hold."""

from desktop.audit.sentences.name_lists import sizes
from tests.small_cases import small_cases


@small_cases(
    ("names", "possible"),
    [
        ("办公室、财务股、业务股", {3}),
        ("办公室、财务股和业务股", {3}),
        ("办公室、财务股以及业务股", {3}),
        ("办公室、种植业与农药管理股", {2}),
        ("甲县种苗站（加挂丙站牌子）、甲县林场", {2}),
        ("各派出所", set()),
        ("第一至第三检察部、办公室", {4}),
        ("增加收入、压减支出", set()),
    ],
)
def test_names_of_a_list(names, possible):
    assert sizes(names) == possible
