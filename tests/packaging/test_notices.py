"""Licences and the list of parts: every component with its text, the same page for the same parts."""

import hashlib
import json

import pytest
from bundle import notices, origins
from bundle.origins import Component, UnknownOrigin

A = Component(
    "alpha", "1.0", "MIT", ("Text of alpha",), "https://example.org", "ab" * 32, identity="pkg:pypi/alpha@1.0"
)
B = Component("beta", "2", "BSD-3-Clause AND Apache-2.0", ("Text of beta",))
C = Component("gamma", "3", "LicenseRef-see-text", ("Text of gamma",))


def test_the_page_names_every_part_with_the_text_of_its_licence():
    page = notices.third_party([B, A], {"字体": "OFL text"})
    assert page.index("Text of alpha") < page.index("Text of beta") < page.index("OFL text")
    assert "alpha 1.0  MIT" in page
    assert page == notices.third_party([A, B], {"字体": "OFL text"})


def test_a_part_without_a_text_is_found():
    assert notices.without_text([A, Component("bare", "1", "MIT", ()), Component("blank", "1", "MIT", (" ",))]) == [
        "bare",
        "blank",
    ]


def test_the_list_of_parts_has_licences_and_digests_and_is_always_the_same():
    made = notices.sbom("1.2", 1_700_000_000, [C, B, A], {"mingzhang": "cd" * 32})
    assert made == notices.sbom("1.2", 1_700_000_000, [A, B, C], {"mingzhang": "cd" * 32})
    found = json.loads(made)
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.6")
    assert found["metadata"]["timestamp"] == "2023-11-14T22:13:20Z"
    assert found["metadata"]["component"]["version"] == "1.2"
    alpha, beta, gamma, program = found["components"]
    assert alpha["licenses"] == [{"license": {"id": "MIT"}}]
    assert alpha["hashes"] == [{"alg": "SHA-256", "content": "ab" * 32}]
    assert alpha["purl"] == "pkg:pypi/alpha@1.0"
    assert beta["licenses"] == [{"expression": "BSD-3-Clause AND Apache-2.0"}]
    assert gamma["licenses"] == [{"license": {"name": "LicenseRef-see-text"}}]
    assert (program["type"], program["name"]) == ("file", "mingzhang")
    assert json.loads(notices.sbom("1.3", 1_700_000_000, [A], {}))["serialNumber"] != found["serialNumber"]


def test_sums_are_as_sha256sum_reads_them(tmp_path):
    for name in ("b", "a"):
        (tmp_path / name).write_bytes(name.encode())
    lines = notices.sums([tmp_path / "b", tmp_path / "a"]).splitlines()
    assert lines == [f"{hashlib.sha256(name).hexdigest()}  {name.decode()}" for name in (b"a", b"b")]


def distribution(site, name, about, licences=()):
    folder = site / f"{name}-1.0.dist-info"
    (folder / "licenses" / "deep").mkdir(parents=True)
    (folder / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\n{about}\n", encoding="utf-8")
    for licence in licences:
        (folder / "licenses" / licence).write_text(f"text {licence}", encoding="utf-8")


@pytest.mark.parametrize(
    ("about", "licence"),
    [
        ("License-Expression: MIT-CMU", "MIT-CMU"),
        ("License: MIT", "MIT"),
        ("Classifier: License :: OSI Approved :: BSD License", "BSD-3-Clause"),
    ],
)
def test_a_distribution_says_its_licence_and_brings_its_texts(about, licence, tmp_path):
    distribution(tmp_path, "Some_Lib", about, ["LICENSE", "deep/Apache-2.0.txt"])
    found = origins.distributions(tmp_path, {"some-lib": "ef" * 32})["some-lib"]
    assert (found.licence, found.digest, found.identity) == (licence, "ef" * 32, "pkg:pypi/some-lib@1.0")
    assert found.texts == ("text LICENSE", "text deep/Apache-2.0.txt")


def test_a_distribution_without_a_licence_and_a_library_of_nobody_stop_the_build(tmp_path, monkeypatch):
    monkeypatch.setattr(origins.shutil, "which", lambda _: None)
    distribution(tmp_path, "nobody", "Summary: x")
    with pytest.raises(UnknownOrigin, match="nobody names no licence"):
        origins.distributions(tmp_path, {})
    (tmp_path / "libmine.so").touch()
    with pytest.raises(UnknownOrigin, match=r"libmine\.so"):
        origins.of_system([tmp_path / "libmine.so"])
