"""The pages for the web site in a real browser with an accessibility checker (axe-core, WCAG 2.1 A and AA);
the page for citizens is printed on one A4.

Run by `python -m tests.long web`; MINGZHANG_AXE names the checker's axe.min.js, chromedriver starts the browser.
"""

import base64
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pypdfium2

from desktop import pipeline
from desktop.exporters import html
from desktop.exporters.delivery import citizens
from desktop.intake import sample
from desktop.layouts.form import loader
from desktop.ledger.book import Book

PORT = 9777
RULES = '{runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}'
OPTIONS = {"goog:chromeOptions": {"args": ["--headless=new", "--no-sandbox", "--disable-gpu"]}}


def call(method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """Ask the browser's driver for something."""
    data = json.dumps(body or {}).encode() if method == "POST" else None
    request = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}", data, method=method)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["value"]


def ready() -> None:
    """Wait until the driver answers."""
    for _ in range(100):
        try:
            call("GET", "/status")
            return
        except urllib.error.URLError:
            time.sleep(0.1)


def violations(session: str, path: Path, axe: str) -> list[str]:
    """Return what the checker finds on a page."""
    call("POST", f"/session/{session}/url", {"url": path.as_uri()})
    call("POST", f"/session/{session}/execute/sync", {"script": axe, "args": []})
    script = f"const done = arguments[0]; axe.run({RULES}).then(done)"
    found = call("POST", f"/session/{session}/execute/async", {"script": script, "args": []})["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found]


def sheets(session: str, path: Path) -> int:
    """Return on how many sheets of A4 the browser prints a page."""
    call("POST", f"/session/{session}/url", {"url": path.as_uri()})
    margin = {
        "top": 0.9,
        "bottom": 0.9,
        "left": 2.2,
        "right": 2.2,
    }  # as the page asks for; the driver does not look there
    printed = call("POST", f"/session/{session}/print", {"page": {"width": 21, "height": 29.7}, "margin": margin})
    with contextlib.closing(pypdfium2.PdfDocument(base64.b64decode(printed))) as document:
        return len(document)


def run(count: int) -> int:
    """Check so many samples (0: all) in every layout; return the number of pages with a finding."""
    axe = Path(os.environ["MINGZHANG_AXE"]).read_text(encoding="utf-8")
    driver = subprocess.Popen(["chromedriver", f"--port={PORT}"], stdout=subprocess.DEVNULL)
    wrong = pages = 0
    try:
        ready()
        session = call("POST", "/session", {"capabilities": {"alwaysMatch": OPTIONS}})["sessionId"]
        with tempfile.TemporaryDirectory() as folder:
            book, both = Path(folder) / "样本.mzb", [Path(folder) / name for name in ("公开.html", "读懂预算.html")]
            for name in sample.of_one_unit()[: count or None]:
                sample.write(name, book)
                for layout in loader.available():
                    with Book.open(book) as opened:
                        publication = pipeline.publication(pipeline.of_book(opened, layout))
                    html.write(publication, both[0])
                    citizens.write_and_read(publication, both[1], "html")
                    for page in both:
                        found = violations(session, page, axe)
                        if page == both[1] and (printed := sheets(session, page)) != 1:
                            found.append(f"printed on {printed} sheets")
                        pages, wrong = pages + 1, wrong + bool(found)
                        if found:
                            print(f"{name} × {layout}, {page.stem}: {found}", flush=True)
                book.unlink()
        call("DELETE", f"/session/{session}")
    finally:
        driver.kill()
        driver.wait()
    print(f"{pages} pages checked, {wrong} with violations")
    return wrong


if __name__ == "__main__":
    sys.exit(1 if run(int(sys.argv[1])) else 0)
