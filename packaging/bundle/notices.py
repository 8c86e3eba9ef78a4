"""What goes with a bundle by law and by good custom: licences of others, list of parts (SBOM), sums of the files."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bundle.origins import Component

RULE = "=" * 100
HEAD = """明账使用的第三方组件
====================

明账本身按 Apache License 2.0 许可使用，全文见 LICENSE。下面是随它一起提供的组件，各按自己的许可证使用；
每个组件的许可证全文附在它的名称之后。Qt 的说明、替换办法和源码的取得方式见 licences/Qt.txt。

What others made and this program contains, each part with its licence and the full text of it.
"""


def third_party(components: Iterable[Component], more: Mapping[str, str]) -> str:
    """Return the page of all licences. more: title → text of what is no component (fonts, Qt)."""
    components = sorted(components, key=lambda each: each.name)
    lines = [HEAD, *(f"  {each.name} {each.version}  {each.licence}" for each in components), ""]
    for each in components:
        lines += [RULE, f"{each.name} {each.version}", f"{each.licence}  {each.source}".rstrip(), RULE, *each.texts, ""]
    for title, text in more.items():
        lines += [RULE, title, RULE, text, ""]
    return "\n".join(lines)


def without_text(components: Iterable[Component]) -> list[str]:
    """Return the components that come without the text of their licence."""
    return sorted(each.name for each in components if not any(text.strip() for text in each.texts))


def sbom(version: str, when: int, components: Iterable[Component], files: Mapping[str, str]) -> str:
    """Return the list of parts (CycloneDX 1.6, JSON), the same for the same parts.

    when: seconds since 1970; files: name in the bundle → SHA-256 of each program file and library.
    """
    parts = [_part(each) for each in sorted(components, key=lambda each: each.name)]
    parts += [
        {"type": "file", "name": name, "hashes": [{"alg": "SHA-256", "content": digest}]}
        for name, digest in sorted(files.items())
    ]
    about = {
        "type": "application",
        "name": "mingzhang",
        "version": version,
        "licenses": [{"license": {"id": "Apache-2.0"}}],
    }
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([about, parts, when], sort_keys=True))
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        "metadata": {"timestamp": datetime.fromtimestamp(when, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "component": about},
        "components": parts,
    }
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _part(component: Component) -> dict[str, Any]:
    part: dict[str, Any] = {"type": component.kind, "name": component.name, "version": component.version}
    known = not component.licence.startswith("LicenseRef") and " " not in component.licence
    named = {"license": {"id": component.licence}} if known else {"license": {"name": component.licence}}
    expression = " OR " in component.licence or " AND " in component.licence or " WITH " in component.licence
    part["licenses"] = [{"expression": component.licence}] if expression else [named]
    if component.identity:
        part["purl"] = component.identity
    if component.digest:
        part["hashes"] = [{"alg": "SHA-256", "content": component.digest}]
    if component.source:
        part["externalReferences"] = [{"type": "website", "url": component.source}]
    return part


def sums(files: Iterable[Path]) -> str:
    """Return the SHA256SUMS of files, as `sha256sum -c` reads them."""
    return "".join(f"{digest(path)}  {path.name}\n" for path in sorted(files, key=lambda path: path.name))


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
