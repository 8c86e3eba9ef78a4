"""What is counted class by class adds up to the count before it."""

from desktop.audit.counts.classes import by_class
from desktop.audit.outcome import Outcome
from tests.audit.texts import document, findings
from tests.small_cases import small_cases


def wrong(text):
    return len(findings(text, codes="A70"))


@small_cases(
    ("text", "found"),
    [
        ("全年办班5期、培训300人，其中新任干部班2期120人、骨干班3期180人，人均400元。", 0),
        ("全年办班5期、培训300人，其中新任干部班2期120人、骨干班3期108人，人均400元。", 1),
        ("全年办班6期、培训300人，其中新任干部班2期120人、骨干班3期180人，人均400元。", 1),
        ("共有教学班24个，学生1050人，其中东校区14个班620人，西校区10个班430人。", 0),
        ("共有教学班24个，学生1050人，其中东校区14个班602人，西校区10个班430人。", 1),
        ("共有教学班24个，学生1050人，其中东校区14个班602人等。", 0),  # not all
        ("核定编制70名。实有在职62人，另有协管员9人。分单位看，局机关20人、质检站（含乡镇点）30人、种子站12人。", 0),
        ("核定编制70名。实有在职62人，另有协管员9人。分单位看，局机关20人、质检站（含乡镇点）30人、种子站21人。", 1),
        ("实有在职620人。分单位看，机关20人、质检站30人、种子站12人。", 0),  # of another total
        ("实有在职62人。分单位看，机关20人、质检站30人、种子站12人，另聘用5人。", 0),  # goes on
    ],
)
def test_class_by_class(text, found):
    assert wrong(text) == found


def test_what_is_far_from_every_total_is_named_as_not_compared():
    answer = by_class(document("实有在职620人。分单位看，机关20人、质检站30人、种子站12人。"))
    assert answer.outcome is Outcome.NOT_CHECKED
