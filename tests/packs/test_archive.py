"""A pack as bytes: the same book gives the same file, described as a Tabular Data Package."""

import json
import zipfile
from hashlib import sha256

from desktop import pipeline
from desktop.ledger.book import Book
from desktop.ledger.records import Control
from desktop.packs import archive, content


def test_the_same_book_gives_the_same_bytes_in_a_fixed_order(unit_book, unit_pack):
    with Book.open_to_read(unit_book) as book:
        said, _ = content.of_budget(book, pipeline.newest_budget(book))
    again = archive.packed(archive.manifest_of(said), archive.members_of(said))
    assert again == unit_pack.read_bytes()
    with zipfile.ZipFile(unit_pack) as package:
        names = package.namelist()
        assert names == ["manifest.json", *sorted(names[1:])]
        assert {entry.date_time for entry in package.infolist()} == {(2025, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in package.infolist()} == {zipfile.ZIP_STORED}


def test_the_manifest_says_whose_it_is_and_proves_the_members(unit_pack):
    with zipfile.ZipFile(unit_pack) as package:
        manifest = json.loads(package.read("manifest.json"))
        for name, digest in manifest["members"].items():
            assert sha256(package.read(name)).hexdigest() == digest
    assert (manifest["format"], manifest["kind"], manifest["code"]) == ("mingzhang-pack-1", "预算", "101002")
    assert (manifest["year"], manifest["stage"], manifest["totals"]["支出"]) == (2025, "草稿", "1786390.88")
    assert manifest["checks"]["通过"] > 50


def test_the_data_package_describes_every_file_and_column(unit_pack):
    with zipfile.ZipFile(unit_pack) as package:
        described = json.loads(package.read("data/datapackage.json"))
        names = {name for name in package.namelist() if name.endswith(".csv")}
        assert {f"data/{each['path']}" for each in described["resources"]} == names
        for each in described["resources"]:
            content_of = package.read(f"data/{each['path']}")
            header = content_of.decode().splitlines()[0].split(",")
            assert [field["name"] for field in each["schema"]["fields"]] == header
            assert (each["bytes"], each["hash"]) == (len(content_of), f"sha256:{sha256(content_of).hexdigest()}")
            assert all(field["title"] for field in each["schema"]["fields"])


def test_control_numbers_are_a_table_too():
    members = archive.control_members("某局2027年控制数", [Control(3, 9, "人员经费", "", 100_00, "某财〔2027〕1号")])
    assert members["data/control.csv"].decode().splitlines()[1] == "1,1,人员经费,,100.00,某财〔2027〕1号,,"
