"""Tables as files for programs: CSV described as a Frictionless Tabular Data Package, in a zip with its digests."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from desktop.exporters.delivery import zipped

MANIFEST = "manifest.json"
PACKAGE = "data/datapackage.json"


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def digest(content: bytes) -> str:
    """Return the SHA-256 of a member in figures and letters."""
    return hashlib.sha256(content).hexdigest()


def resource(name: str, title: str, content: bytes, schema: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """Return what the description says of a CSV. name: of its member. more: further properties, empty ones left out."""
    return {
        "name": name.removeprefix("data/").removesuffix(".csv"),
        "title": title,
        **{key: value for key, value in more.items() if value},
        "path": name.removeprefix("data/"),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{digest(content)}",
        "schema": schema,
    }


def described(title: str, resources: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the description of the data."""
    return json_bytes({"profile": "tabular-data-package", "title": title, "resources": resources})


def packed(manifest: Mapping[str, Any], members: Mapping[str, bytes]) -> bytes:
    """Return the zip: the manifest with the SHA-256 of each member, then the members by name."""
    digests = {name: digest(members[name]) for name in sorted(members)}
    ordered = {MANIFEST: json_bytes({**manifest, "members": digests}), **{name: members[name] for name in digests}}
    return zipped.zipped(ordered, int(manifest["year"]), 0o600, stored=True)


def json_bytes(data: object) -> bytes:
    """Return data as a JSON file."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
