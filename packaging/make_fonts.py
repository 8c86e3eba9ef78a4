"""Make the font subsets in resources/fonts from the full Noto files (run by a maintainer, rarely).

Usage: python packaging/make_fonts.py SERIF_DIR SANS_DIR
where the folders are the unpacked npm packages @expo-google-fonts/noto-serif-sc and
@expo-google-fonts/noto-sans-sc, version 0.4.3 (OFL-1.1; TrueType outlines, which reportlab needs).

The regular cuts keep every ideograph of the source: GB 2312, all of U+4E00–9FEF, Extension A and the
characters beyond U+FFFF, hence all 8,105 of 通用规范汉字表. The bold cut, used for headings only, keeps
GB 2312; what it lacks is drawn in the regular cut. Hinting and layout tables we do not use are dropped.

Beside the fonts it writes metrics.json: the advance widths that are not one em, and the covered code
points, so that line breaking and the missing-character check need no font library at run time.
"""

import json
import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"
SYMBOLS = [
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x391, 0x3C9),
    (0x2010, 0x2040),
    (0x20A0, 0x20BF),
    (0x2100, 0x214F),
    (0x2150, 0x218B),
    (0x2190, 0x21FF),
    (0x2200, 0x22FF),
    (0x2460, 0x24FF),
    (0x2500, 0x25FF),
    (0x2600, 0x2606),
    (0x2700, 0x2793),
    (0x3000, 0x303F),
    (0x3220, 0x33FF),
    (0xFE30, 0xFE4F),
    (0xFF01, 0xFF5E),
    (0xFFE0, 0xFFE6),
]
IDEOGRAPHS = [(0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FEF), (0x20000, 0x323AF)]


def gb2312() -> set[int]:
    """Return the code points of GB 2312 (6,763 hanzi and its symbols)."""
    found = set()
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.update(ord(c) for c in bytes((high, low)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return found


def spans(ranges: list[tuple[int, int]]) -> set[int]:
    """Return every code point of inclusive ranges."""
    return {code for first, last in ranges for code in range(first, last + 1)}


def cut(source: Path, target: Path, wanted: set[int]) -> TTFont:
    """Write the subset of `source` that covers `wanted` and return it reopened."""
    font = TTFont(source)
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = ["*"]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    font.save(target)
    return TTFont(target)


def compact(codes: list[int]) -> list[list[int]]:
    """Return sorted code points as inclusive ranges."""
    ranges: list[list[int]] = []
    for code in sorted(codes):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return ranges


def metrics(font: TTFont) -> dict[str, object]:
    """Return units per em, vertical metrics, widths other than one em, and coverage."""
    em = font["head"].unitsPerEm
    widths = {code: font["hmtx"][name][0] for code, name in font.getBestCmap().items() if font["hmtx"][name][0] != em}
    return {
        "em": em,
        "ascent": font["hhea"].ascent,
        "descent": font["hhea"].descent,
        "widths": {str(code): width for code, width in sorted(widths.items())},
        "coverage": compact(list(font.getBestCmap())),
    }


def main(serif: Path, sans: Path) -> None:
    """Make the three cuts, the metrics file and copy the licence texts."""
    common = gb2312() | spans(SYMBOLS)
    full = common | spans(IDEOGRAPHS)
    cuts = {
        "serif": (serif / "400Regular" / "NotoSerifSC_400Regular.ttf", "NotoSerifSC-Regular.ttf", full),
        "sans": (sans / "400Regular" / "NotoSansSC_400Regular.ttf", "NotoSansSC-Regular.ttf", full),
        "sans-bold": (sans / "700Bold" / "NotoSansSC_700Bold.ttf", "NotoSansSC-Bold.ttf", common),
    }
    TARGET.mkdir(parents=True, exist_ok=True)
    table = {}
    for key, (source, name, wanted) in cuts.items():
        table[key] = {"file": name, **metrics(cut(source, TARGET / name, wanted))}
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    (TARGET / "metrics.json").write_text(text, encoding="utf-8")
    shutil.copy(serif / "LICENSE_FONT", TARGET / "OFL-NotoSerifSC.txt")
    shutil.copy(sans / "LICENSE_FONT", TARGET / "OFL-NotoSansSC.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
