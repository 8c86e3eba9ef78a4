"""CSV with its description in a zip: the manifest first, every member with its digest."""

import hashlib
import json
import zipfile
from io import BytesIO

from desktop.exporters.delivery import tabular


def test_a_zip_names_the_digest_of_each_member():
    members = {"data/b.csv": tabular.csv_bytes([("甲", '"乙"'), ("", "1")]), "data/a.csv": b""}
    with zipfile.ZipFile(BytesIO(tabular.packed({"year": 2026}, members))) as package:
        assert package.namelist() == ["manifest.json", "data/a.csv", "data/b.csv"]
        listed = json.loads(package.read(tabular.MANIFEST))["members"]
        assert package.read("data/b.csv").decode() == '甲,"""乙"""\r\n,1\r\n'
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}


def test_a_resource_says_where_its_rows_are_and_leaves_out_what_is_empty():
    about = tabular.resource("data/a.csv", "甲", b"1", {"fields": []}, description="", unit="元")
    assert (about["name"], about["path"], about["bytes"], about["unit"]) == ("a", "a.csv", 1, "元")
    assert "description" not in about
    assert json.loads(tabular.described("题", [about]))["resources"] == [about]
