"""Amounts beside the name of a project in the text, against the rows of its name: “甲”项目 8 万元.

Rules, sources and what is not seen: resources/rules/audit/project_amounts.md.
"""

import re
from collections import defaultdict

from desktop.audit.contradiction import answer, figure, finding
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.rows import named
from desktop.audit.rows.named import Place
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import NUMBER, Printed
from desktop.audit.tables import labels
from desktop.audit.tables.tabled import amount, shown
from desktop.findings import Severity
from desktop.outside.document import Document

NAME = re.compile(r"[\u4e00-\u9fff（）—－0-9]{5,40}")
PROJECTS = re.compile("项目")
BEHIND = re.compile(
    rf"(?P<words>[”’]?(?:项目|专项|工程|经费|资金)*[”’]?(?:（[^（）\d]{{0,12}}）)?(?:预算|安排|投入|资金|总投资|共|为|计)*)"
    rf"(?P<number>{NUMBER})(?P<unit>万元|元)"
)
"""What stands between the name of a project and its amount."""
BEFORE = re.compile("[。；，、：“（）.．和及对]")
"""What stands before a name that is no part of a longer one."""


def look(document: Document) -> Answer:
    """A90: the amount right behind the name of a project is one of those in its rows."""
    rows = _projects(document)
    findings, seen = list[AuditFinding](), 0
    for passage in read(document).passages if rows else ():
        for name, several in rows.items():
            pattern = "[“”]?".join(map(re.escape, name))
            for at in re.finditer(pattern, passage.text):
                match = BEHIND.match(passage.text, at.end())
                alone = at.start() == 0 or BEFORE.match(passage.text[at.start() - 1])
                if not match or not alone or not match["words"]:
                    continue
                seen += 1
                stated = Printed(match["number"], match["unit"], match.start("number"), match.end())
                known = named.amounts(several)
                if not stated.amount.fen or any(each.meets(stated.amount) for each in known):
                    continue
                meant = named.slipped(stated, known)
                right = shown(meant or known[0], several[0].grid)
                message = f"“{name}”写成 {stated.text}{stated.unit}，“{several[0].grid.name}”为 {right}"
                amounts = [figure("说明", stated), amount("表", meant or known[0])]
                quotes = [passage.quote(at.start(), match.end()), several[0].quote()]
                degree = Severity.ERROR if meant else Severity.WARNING
                findings.append(finding("A90", degree, message, quotes, amounts, right))
    return answer(findings, seen, (), "说明没有写表中项目的金额")


def _projects(document: Document) -> dict[str, list[Place]]:
    """Return the rows of projects by name, those left out that a longer name holds."""
    found: dict[str, list[Place]] = defaultdict(list)
    titled = set[str]()
    for place in named.places(document):
        name = re.sub("[“”]", "", labels.unnumbered(place.row.label))
        if NAME.fullmatch(name) and not place.row.code and all(f.value for f in place.row.figures.values()):
            found[name].append(place)
            titled |= {name} if PROJECTS.search(place.grid.title) else set()
    names = [name for name in titled if named.amounts(found[name])]
    return {name: found[name] for name in names if not any(name != other and name in other for other in found)}


RULES: tuple[Rule, ...] = (Rule("A90", "项目名称后面的金额在表中", look),)
