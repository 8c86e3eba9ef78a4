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


@small_cases(
    ("names", "possible"),
    [
        ("甲局本级，交警大队、看守所不单独编制预算", {1}),
        ("甲局本级、乙中心，丙站、丁所未纳入部门预算编制范围", {2}),
        ("办公室、财务股，甲站、乙所由局机关统一核算", {2}),
        ("办公室、财务股，甲站、乙所均为公益一类事业单位", {2}),
        ("办公室、财务股，另有甲站、乙所", {2}),
        ("办公室、财务股，下属甲站、乙所", {2}),
        ("办公室、财务股，编制管理股、独立核算中心", {4}),
        ("办公室、财务股，项目管理科、未成年人检察部", {4}),
    ],
)
def test_what_says_something_of_offices_or_begins_another_list_is_no_more_of_it(names, possible):
    assert sizes(names) == possible


@small_cases(
    ("names", "possible"),
    [
        ("办公室、工业和能源股、价格股", {3}),
        ("办公室、财务和资产科、人事科", {3}),
        ("监察和司法工作室、农业与农村工作室、办公室", {3}),
        ("办公室、价格股、财务和资产科", {3, 4}),
        ("甲股和乙股、丙股", {2, 3}),
        ("党政办和财政所、丙站", {2, 3}),
    ],
)
def test_a_name_within_a_list_is_two_only_where_the_first_is_whole(names, possible):
    assert sizes(names) == possible
