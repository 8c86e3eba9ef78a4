"""Members of a document bear the year of the budget, and hold what they held."""

import zipfile
from io import BytesIO

from desktop.exporters import zip_dates


def test_the_date_is_the_first_day_of_the_year_and_the_rest_stays():
    source = BytesIO()
    with zipfile.ZipFile(source, "w") as package:
        package.writestr("word/document.xml", "甲")
        package.writestr("b.xml", "乙")
    for year, shown in ((2027, 2027), (1970, 1980)):
        again = zip_dates.dated(source, year)
        assert again == zip_dates.dated(source, year)
        with zipfile.ZipFile(BytesIO(again)) as package:
            assert [entry.date_time for entry in package.infolist()] == [(shown, 1, 1, 0, 0, 0)] * 2
            assert package.read("word/document.xml").decode() == "甲"
            assert package.namelist() == ["word/document.xml", "b.xml"]
