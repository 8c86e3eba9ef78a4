"""Who speaks: 部门 or 单位 as in the title, the unit's own name, no passage copied from elsewhere, lists that agree.

Rules, sources and what is not seen: resources/rules/audit/naming.md.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding, passage_finding, quote
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.parts import groups
from desktop.audit.sentences.prose import NUMBERED, Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import TOKEN, Statement
from desktop.audit.tables import labels
from desktop.catalog import classification
from desktop.findings import Severity
from desktop.outside.document import Document

W, INFO = Severity.WARNING, Severity.INFO
COPIED = 60
"""Letters from which two equal passages are no chance."""

SAID = re.compile(
    r"(?!备?注|说明：|(?:主要)?(?:增减|变动|增加|减少)?原因)(?=[^|\t]{16})[^|\t]*[\u4e00-\u9fff]{8}[^|\t]*。$"
)
"""A sentence that is no line of a table, nor only the reason of the change in the line before it."""
USUAL = re.compile("基金|国有资本|三公|附表|详见|空表|公开|没有数据|绩效|万元|单位：")
"""Words of sentences that one document may say more than once: 没有政府性基金预算安排的支出."""
TERM = 16
"""The same for what explains a term (名词解释)."""

UNIT_KINDS = (
    "局|中心|(?<!务)院|办公室|(?<![社机大集])会|管理处|办事处|学校|党校|中学|小学|高中|职中|政府|委|工商联|残联|妇联|文联|科协|馆|所|站|队"
    "|部|场|园|社|台|街道|水库|管理段|指挥部"
)
UNIT = re.compile(
    rf"(?:^|[。；，])(?!主要|原因|其中)([\u4e00-\u9fff（）]{{4,24}}?(?:{UNIT_KINDS}))"
    r"(?=20\d\d年|所有收入|的(?:全部|所有|各项)?(?:收支|收入和支出|预算)(?:均|都|全部|包含|包括|纳入)"
    r"|[为属]于?(?:事业|行政|参公|参照|全额|差额|财政|公益)[^，。；]{0,16}，(?:20\d\d年度?)?(?:未|无|没有|不|故|因此))"
)


def words(document: Document) -> Answer:
    """A81: the document is of a 部门 or of a 单位, as its title says, all the way through."""
    passages = read(document).passages
    titles = (p.text for p in passages if p.heading and re.search("(?:部门|单位)(?:综合)?预算", p.text))
    title = next(titles, "")
    kinds = set(re.findall("(部门|单位)(?:综合)?预算", title))
    if len(kinds) != 1:
        return answer((), 0, ["标题没有写明是部门预算还是单位预算"])
    kind = kinds.pop()
    other = "单位" if kind == "部门" else "部门"
    findings = []
    pattern = rf"所属各?(?:预算)?单位|[本我]{other}|本部门单位|20\d\d年{other}预算"
    for passage in passages:
        if passage.text == title or any("名词" in above for above in passage.path):
            continue
        for match in re.finditer(pattern, passage.text):
            if kind == "部门" and "所属" in match[0] and "本级" not in title:
                continue
            message = f"标题是{kind}预算，此处写“{match[0]}”"
            findings.append(passage_finding("A81", INFO, message, passage, _around(passage, match)))
    return answer(findings, 1)


def _around(passage: Passage, match: re.Match[str]) -> tuple[int, int]:
    return max(match.start() - 8, 0), min(match.end() + 16, len(passage.text))


NAMED = re.compile(
    rf"(?<=20\d\d年)(?:度)?，?([\u4e00-\u9fff]{{4,24}}?(?:{UNIT_KINDS}))(?=(?:及所属|所属|\d{{1,3}}个项目|一般公共|财政拨款|政府采购|政府性基金|国有资本"
    r"|机关运行|收支|收入|支出|部门|单位|“?三公|(?<!财政局)安排|使用|没有|未安排|未使用|共有车辆|拟购置|预算|基本支出|项目支出|公用经费))"
)
"""The name of a unit right behind the year."""
OF_TABLES = re.compile(
    "(?:备?注|说明|附[件表]|(?:编制|填报|预算|公开)?(?:单位|部门)(?:名称)?)[\\d一二三四五六七八九十]*："
)
"""How the line above a table and the note under it begin, which many tables have alike."""

FIELD = re.compile("[^，。；：]{2,8}：[^，；]*。?$")
"""A line of a form, which each project fills in: 实施主体：甲局."""


def _pasted(passages: tuple[Passage, ...]) -> Iterator[AuditFinding]:
    """Yield long passages that stand twice."""
    first: dict[str, Passage] = {}
    for passage in passages:
        terms = any("名词" in up for up in passage.path) and "：" in passage.text
        if len(passage.text) < (TERM if terms else COPIED) or OF_TABLES.match(passage.text):
            continue
        text = re.sub(r"^[一二三四五六七八九十\d（）]+[、.．）]", "", passage.text)
        if text in first and not _of_another_section(first[text], passage):
            quotes = [first[text].quote(0, 40), passage.quote(0, 40)]
            yield finding("A82", W, "两段文字完全相同，疑为重复粘贴", quotes)
        first.setdefault(text, passage)


def _sentences_again(passages: tuple[Passage, ...]) -> Iterator[AuditFinding]:
    """Yield short sentences that stand twice where no other section says them."""
    short: dict[str, Passage] = {}
    for passage in (each for each in passages if not any("名词" in up for up in each.path)):
        plain = re.sub(r"^[一二三四五六七八九十\d（）]+[、.．）]", "", passage.text)
        if FIELD.match(plain):
            continue
        before = short.get(plain) if len(plain) < COPIED else None
        behind = before and (before.text, before.number + 1) == (passage.text, passage.number) and plain[-1] == "。"
        if before and (SAID.match(plain) or (behind and len(plain) >= TERM and not OF_TABLES.match(plain))):
            again = before.text == passage.text != plain and before.path == passage.path  # a number stands once
            if (
                before.number < passage.number - 1
                and not again
                and (USUAL.search(plain) or before.path == passage.path)
            ):
                continue  # what several sections say alike
            quotes = [before.quote(0, 40), passage.quote(0, 40)]
            yield finding("A82", W, "同一句话写了两遍，疑为重复粘贴", quotes)
        short.setdefault(plain, passage)


def copies(document: Document) -> Answer:
    """A82: no long passage stands twice, none speaks of another unit."""
    passages = read(document).passages
    findings = [*_pasted(passages), *_sentences_again(passages)]
    names = Counter(m[1] for p in passages for m in _names(p))
    main, times = names.most_common(1)[0] if names else ("", 0)
    main = re.sub("^第[一二三四五六七八九十]+部分", "", main)
    titles = "".join(p.text for p in passages[:14] if p.heading)
    own = _own_names(passages)
    everything = "".join([p.text for p in passages] + [c for t in document.tables for row in t.rows for c in row])
    for passage in passages:
        for match in _names(passage):
            name = LED.sub("", match[1])
            alien = times > 2 and names[name] == 1 and not _short_for(name, main) and not _short_for(main, name)
            alien = alien or (bool(own) and NAME.fullmatch(name) is not None and everything.count(name) == 1)
            alien = alien and not OVER.search(name) and not any(_short_for(name, each) or each in name for each in own)
            alien = alien and not _is_listed(name, document, (each for each in passages if each is not passage))
            other = (
                main[-4:] not in name or everything.count(name) == 1
            )  # another one of the same kind has no place here
            if alien and other and name not in titles:
                message = f"全文是“{main}”，此处写“{name}”"
                findings.append(passage_finding("A82", W, message, passage, match.span(1), main))
        quoted = {each.quotes[0].text for each in findings}
        findings += [each for each in _others(passage, own, everything) if each.quotes[0].text not in quoted]
    return answer(findings, 1)


def _of_another_section(before: Passage, again: Passage) -> bool:
    """Tell whether a numbered line or a mere comparison with an amount stands in two sections: each of its own."""
    led = NUMBERED.match(again.text) is not None or COMPARES.match(again.text) is not None
    return led and TOKEN.search(again.text) is not None and before.path != again.path


COMPARES = re.compile("[与比较同](?:上年|去年|20)")
"""How a sentence begins that only compares the amount of the line before it."""


NAME = re.compile(
    rf"[省市县区旗州镇乡\u4e00-\u9fff]{{0,6}}[省市县区旗州镇乡](?!级)[\u4e00-\u9fff]{{2,14}}(?:{UNIT_KINDS})"
)
"""A unit named with its place: 县农业农村局."""
ITSELF = re.compile(
    rf"([\u4e00-\u9fff（）]{{3,30}}?(?:{UNIT_KINDS}))(?=20\d\d年)"
    r"|（(?:以?下?(?:统称|简称|称))[：:]?“?([^（）“”]{2,16})”?）"
)
"""The maker of a document before the year in its title, or the short name it introduces."""

OF_YEAR = re.compile(rf"20\d\d年度?([\u4e00-\u9fff（）]{{3,30}}?(?:{UNIT_KINDS}))(?=(?:部门|单位)(?:综合)?预算)")
"""The maker of a document after the year in its title."""


def _own_names(passages: tuple[Passage, ...]) -> set[str]:
    """Return the names of the document's maker: of its title, and the short ones it introduces (以下简称)."""
    found = ITSELF.match(passages[0].text) if passages else None
    headings = (NUMBERED.sub("", each.text, count=1) for each in passages[:8] if each.heading)
    titles = [words for words in headings if "预算" in words]
    found = found or next(filter(None, (OF_YEAR.search(each) or ITSELF.match(each) for each in titles)), None)
    short = {m[2] for p in passages[:40] for m in ITSELF.finditer(p.text) if m[2]}
    return {found[1], *short} if found and found[1] else set()


def _short_for(name: str, full: str) -> bool:
    """Tell whether a name has only letters of another, in their order: 县卫健委 of 县卫生健康委员会."""
    letters = iter(full)
    return all(letter in letters for letter in name)


OWN_LEVEL = re.compile(
    r"(?:只有|仅有|仅为|只包括|仅包括|(?:预算)?编制(?:范围)?的(?:预算)?单位(?:仅|只)?[为是有]"
    rf"|编制范围[^，。；]{{0,8}}单位(?:共|仅|只|有|为)*[1一]个，?(?:即|分别为|为|是|：))([\u4e00-\u9fff]{{4,24}}?(?:{UNIT_KINDS}))(?=本级|本部|机关|[，。；])"
)
"""The only unit of a budget by its name."""
OF_ITS_OWN = re.compile(
    rf"(?:^|(?<=[。；：，、]))(?:\d{{1,2}}[.．、]|[一二三四五六七八九十]{{1,2}}、|（[一二三四五六七八九十]{{1,2}}）)?(?:关于)?"
    rf"(?:截[至止]20\d\d年(?:底|末|12月31日)，?|20\d\d年度?，?|本年度?，?)?([\u4e00-\u9fff]{{3,24}}?(?:{UNIT_KINDS}))"
    r"(?=(?:20\d\d年度?(?:部门|单位)?(?:收|支|财政拨款|一般公共|政府|国有|“?三公|机关运行|预算)|机关运行经费|“?三公”?经费|政府采购|政府性基金|国有资本经营|一般公共预算|固定资产|国有资产|资产总额|共有车辆|共有公务用车"
    r"|部门预算|单位预算|预算编制|预算项目|预算绩效|整体支出|收支总|收入总|支出总|收入预算|支出预算|(?:项目|整体)?(?:支出)?绩效(?:自评|目标|评价|管理)|没有(?:使用|政府性|国有|因公|安排)|未安排|无(?:政府性|国有|因公)))"
    rf"|(?<=[我本])(?:单位|部门|局|院|校|中心|委|办)（([\u4e00-\u9fff]{{3,24}}?(?:{UNIT_KINDS}))）"
)
"""The one that acts: whose spending on offices, purchases or assets is stated."""
OF_ITS_MONEY = re.compile(
    rf"(?:^|(?<=。))(?:\d{{1,2}}[.．、]|[一二三四五六七八九十]{{1,2}}、|（[一二三四五六七八九十]{{1,2}}）)?(?:20\d\d年度?，?|截[至止]20\d\d年(?:底|末|12月31日)，?)?"
    rf"([\u4e00-\u9fff]{{2,4}}[县市区旗州镇乡][\u4e00-\u9fff]{{2,14}}?(?:{UNIT_KINDS}))"
    r"(?=(?:基本支出|项目支出|人员经费|公用经费|办公用房|房屋面积|实有人数|在职人员|人员编制|编制人数|公务用车|公务接待|因公出国|会议费|培训费)[^，。；由]{0,12}\d"
    r"|(?:全部|所有|各)项目|实行绩效|纳入绩效"
    r"|[与同比较](?:20\d\d年度?|上一?年度?|去年)(?:预算|部门预算)?数?(?:相比|比较|对比|相比较|比)?，?(?:[一当本]年|20\d\d年|部门|单位|总|年初)?(?:收入|支出|收支|预算|一般公共|财政拨款|基本支出|项目支出)[^，。；]{0,12}(?:增|减|上升|下降|持平))"
)
"""The one whose money or people a sentence begins with, named with its place."""
OF_ITS_WORK = re.compile(
    rf"(?:20\d\d年度?|本年度?|今年|新的一年)，?([\u4e00-\u9fff]{{4,24}}?(?:{UNIT_KINDS}))"
    r"(?:工作)?(?=(?:将|要(?!求)|拟|计划)?(?:紧紧)?(?:围绕|紧扣|聚焦|坚持|继续|深入|全面|积极|认真|着力|按照|以[^，。；]{2,40}为|贯彻|落实|主要(?:工作|任务)|重点(?:工作|任务)|(?:工作)?总体(?:思路|要求)))"
)
"""The one whose work of the year is planned."""
OVER = re.compile(
    "^(?:[由按]?(?:省(?!道)|自治区|国家|中央|最高|全国))|(?:财政局|代表大会|常委会|常务委员会)$|^(?:经|由|与|和|向|对|按|根据|依据|报|受|从|同|及|配合|会同|协助|联合|协同|支持|为|在)|^(?:全|各|其他|所属|下属)|批复|下达|拨付|核定|委托|[我本]|用于|不?含|包括|主要"
)
"""Names of those over a unit, beside it or below it, and words before a name that is not the one that acts."""

LED = re.compile("^(?:第[一二三四五六七八九十]{1,2}(?:部分|章))?(?:现?将|纳入|列入|编入)?")
"""Words before a name that are not of it: 纳入某局预算编制范围的单位."""


def _names(passage: Passage) -> list[re.Match[str]]:
    """Return the units a passage names; words that only join or describe units (机关及参照管理的某中心) are no name."""
    found = [each for pattern in (UNIT, NAMED, OWN_LEVEL) for each in pattern.finditer(passage.text)]
    return [each for each in found if not JOINED.search(each[1]) and not NO_NAME.search(each[1])]


NO_NAME = re.compile(
    "^(?:总|收|支|基本|项目|部门|单位|一般公共|政府|财政拨款)[^，]*?(?:支出|收入|收支|预算)(?!编|评|绩)|同时|分别|按照|按[部政经功]"
)
"""Words of a sentence about a budget that only ends like a name: 支出预算同时按部门预算经济分类和政府."""
LISTS = re.compile("所属|下属|下辖|下设|二级|预算单位|编制范围|包括|构成|组成|纳入")
"""Words of a sentence that names the units below."""


def _is_listed(name: str, document: Document, passages: Iterator[Passage]) -> bool:
    """Tell whether a unit is one of those below: it is a row of a table, or a sentence lists it."""
    cells = (re.sub(r"\s", "", cell) for table in document.tables for row in table.rows for cell in row)
    if name in cells:
        return True
    found = ((each, each.text.find(name)) for each in passages if name in each.text)
    return any(LISTS.search(each.text[slice(each.sentence_at(at)[0], at)]) for each, at in found)


JOINED = re.compile("(?:机关|本级|本部|局|委|办)(?:及|和|与|以及)|(?:参照|管理|所属|下属)[\u4e00-\u9fff]{0,12}的")


def _acting(passage: Passage, own: set[str], everything: str) -> Iterator[re.Match[str]]:
    """Yield the units whose own acts are stated, that are neither the maker nor named anywhere else."""
    found = (each for pattern in (OF_ITS_OWN, OF_ITS_MONEY, OF_ITS_WORK) for each in pattern.finditer(passage.text))
    for match in found if own else ():
        name = LED.sub("", next(filter(None, match.groups())))
        over = name.endswith("政府") and not any(each.endswith("政府") for each in own)
        if over:
            continue
        known = any(_short_for(name, each) or _short_for(each, name) or each in name for each in own)
        if NAME.fullmatch(name) and everything.count(name) == 1 and not OVER.search(name) and not known:
            yield match


def _others(passage: Passage, own: set[str], everything: str) -> Iterator[AuditFinding]:
    """Yield a warning for each other unit whose own acts a passage states."""
    for match in _acting(passage, own, everything):
        maker = max(own, key=len)
        words, (start, end) = (match[1], match.span(1)) if match[1] else (match[2], match.span(2))
        name = LED.sub("", words)
        span = (start + len(words) - len(name), end)
        yield passage_finding("A82", W, f"全文是“{maker}”，此处写“{name}”", passage, span, maker)


def members(document: Document) -> Answer:
    """A83: two lists of the parts of one thing have the same members; no member stands twice."""
    findings, seen = [], 0
    lists: dict[tuple[str, str], list[tuple[Statement, dict[str, Statement]]]] = defaultdict(list)
    for group in (group for each in read(document).lists for group in groups(each) if group.known):
        names: dict[str, Statement] = {}
        for part in group.parts:
            subject = part.subject
            if subject is None:
                continue
            name = f"{subject.fund}{subject.name}" if group.name == "资金" else subject.name
            seen += 1
            if name in names and subject.clear and names[name].figure.text == part.figure.text:
                findings.append(
                    finding("A83", W, f"{part.shown}在同一列举中写了两次", [quote(names[name]), quote(part)])
                )
            names.setdefault(name, part)
        parent = group.parents[0]
        kind = (
            group.name
            if group.name in {"采购", "三公"}
            else f"{group.name}{parent.subject.key if parent.subject else ''}"
        )
        lists[kind, group.name].append((parent, names))
    for several in lists.values():
        longest = max(several, key=lambda each: len(each[1]))
        findings += [found for each in several if each is not longest and (found := _missing(longest, each))]
    return answer(findings, seen, (), "没有列出各项金额的句子")


NAME_AND_CODE = (
    re.compile(r"(?P<name>[\u4e00-\u9fff、]{4,30})（(?P<code>2\d{6})）"),
    re.compile(r"(?<!\d)(?P<code>2\d{6})“?(?P<name>[\u4e00-\u9fff、（）]{4,40}?)(?=[”\d]|预算)"),
)


def codes(document: Document) -> Answer:
    """A84: the code of a functional 项 and the name beside it are of one 项."""
    findings, seen = [], 0
    known = classification.load("function").codes
    names = {labels.core(each.name): each for code, each in known.items() if len(code) == 7}
    for passage in read(document).passages:
        for match in (each for pattern in NAME_AND_CODE for each in pattern.finditer(passage.text)):
            item, stated = known.get(match["code"]), labels.core(match["name"])
            if item is None:
                continue
            seen += 1
            own = {labels.core(name) for name in (item.name, *(former for _, former in item.former))}
            if stated in names and stated not in own and not (_unproved(item) and _unproved(names[stated])):
                message = f"{match['code']} 是“{item.name}”，此处写“{match['name']}”"
                findings.append(passage_finding("A84", W, message, passage, match.span(), item.name))
    return answer(findings, seen, (), "没有同时写科目编码和名称")


def _unproved(item: classification.Code) -> bool:
    """Tell whether no public document has been seen that has this code with this name."""
    return item.confidence in ("C", "D")


def _missing(
    longest: tuple[Statement, dict[str, Statement]], each: tuple[Statement, dict[str, Statement]]
) -> AuditFinding | None:
    if "公务用车购置及运行费" in {*longest[1], *each[1]} or not set(each[1]) < set(longest[1]) or len(each[1]) < 2:
        return None
    missing = "、".join(name for name in longest[1] if name not in each[1])
    quotes = [quote(longest[0]), quote(each[0]), *map(quote, each[1].values())]
    return finding("A83", INFO, f"前后两处列举不同：此处少了{missing}", quotes, (), f"补上{missing}")


RULES: tuple[Rule, ...] = (
    Rule("A81", "部门、单位的称呼一致", words),
    Rule("A82", "没有误贴的段落", copies),
    Rule("A83", "列举的项目前后一致", members),
    Rule("A84", "科目编码与名称相符", codes),
)
