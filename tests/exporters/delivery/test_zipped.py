"""Members of a document bear the year of the budget, and hold what they held."""

import zipfile
from io import BytesIO

from desktop.exporters.delivery import zipped


def test_the_date_is_the_first_day_of_the_year_and_the_rest_stays():
    source = BytesIO()
    with zipfile.ZipFile(source, "w") as package:
        package.writestr("word/document.xml", "甲")
        package.writestr("b.xml", "乙")
    for year, shown in ((2027, 2027), (1970, 1980)):
        again = zipped.dated(source, year)
        assert again == zipped.dated(source, year)
        with zipfile.ZipFile(BytesIO(again)) as package:
            assert [entry.date_time for entry in package.infolist()] == [(shown, 1, 1, 0, 0, 0)] * 2
            assert package.read("word/document.xml").decode() == "甲"
            assert package.namelist() == ["word/document.xml", "b.xml"]


def test_a_zip_of_members_is_the_same_bytes_again():
    members = {"乙.csv": b"2", "甲.csv": b"1"}
    assert zipped.zipped(members, 2026) == zipped.zipped(members, 2026)
    with zipfile.ZipFile(BytesIO(zipped.zipped(members, 2026, 0o600))) as package:
        assert {entry.filename: package.read(entry) for entry in package.infolist()} == members
        assert {entry.external_attr >> 16 for entry in package.infolist()} == {0o600}
