"""The fonts of the PDF, cut from Noto CJK to the signs a brief can hold: python tools/subset_fonts.py [FOLDER_OF_NOTO]

Needs fonttools (a development tool) and the files of Debian's `fonts-noto-cjk`. Two families come out of each style: one
with Han and Latin, as Chinese sets it, and a small Latin one whose quotation marks and dashes are as narrow as English
sets them (Noto has both and draws the wide ones unless asked). The same input gives the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parents[1]
ASSETS = ROOT / "src" / "fourfutures" / "report" / "pdf" / "fonts"
NOTO = Path("/usr/share/fonts/opentype/noto")
FACE = "CJK SC"  # the face of each collection with the forms of the mainland
HAN = {("Sans", "Regular"), ("Sans", "Bold"), ("Serif", "Regular")}  # bold Han is set in Hei, so no bold Song
LATIN = {*HAN, ("Serif", "Bold")}
TEXTS = ("*.toml", "*.csv", "*.json", "*.py", "*.md")
BLOCKS = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x2C6, 0x2DD), (0x370, 0x3FF), (0x1E80, 0x1EF9),
    (0x2000, 0x200A), (0x2010, 0x2027), (0x2030, 0x203B), (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2100, 0x218B), (0x2190, 0x2199),
    (0x2200, 0x22FF), (0x2460, 0x2473), (0x2500, 0x257F), (0x25A0, 0x25FF), (0x3000, 0x303F), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE5),
)  # fmt: skip
LATIN_END = 0x2E80  # what lies below is Latin, Greek, punctuation and signs


def level_1() -> Iterator[int]:
    """The 3755 characters of GB 2312 that are in common use."""
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            if (row, cell) <= (0xD7, 0xF9):
                yield ord(bytes((row, cell)).decode("gb2312"))


def signs() -> set[int]:
    """What a brief may hold: usual blocks, common characters, and every sign of the program's and the study's texts."""
    found = {code for first, last in BLOCKS for code in range(first, last + 1)} | set(level_1())
    for room in (ROOT / "src", ROOT / "studies"):
        for pattern in TEXTS:
            for path in room.rglob(pattern):
                found |= {ord(sign) for sign in path.read_text(encoding="utf-8")}
    return found


def face(noto: Path, style: str, weight: str) -> TTFont:
    """The face for the mainland of one collection."""
    for font in TTCollection(noto / f"Noto{style}CJK-{weight}.ttc").fonts:
        if font["name"].getDebugName(1) == f"Noto {style} {FACE}":
            return font
    raise SystemExit(f"Noto{style}CJK-{weight}.ttc holds no face {FACE}")


def narrow(font: TTFont) -> None:
    """Draw every sign below Han by its narrow form, where the font has one."""
    forms: dict[str, str] = {}
    substitutions = font["GSUB"].table
    for record in substitutions.FeatureList.FeatureRecord:
        if record.FeatureTag == "pwid":
            for at in record.Feature.LookupListIndex:
                for table in substitutions.LookupList.Lookup[at].SubTable:
                    forms |= getattr(table, "ExtSubTable", table).mapping
    for table in font["cmap"].tables:
        for code, glyph in table.cmap.items() if hasattr(table, "cmap") else ():
            if code < LATIN_END:
                table.cmap[code] = forms.get(glyph, glyph)


def cut(font: TTFont, codes: set[int], family: str, weight: str) -> None:
    """Keep the signs, the tables and features that setting a page needs, and name the family."""
    options = Options()
    options.layout_features = ["kern", "liga", "ccmp", "mark"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    options.notdef_outline = True  # a missing sign shows as a box, never as nothing
    options.desubroutinize = False
    options.hinting = False  # for coarse screens; pages are printed or enlarged
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    name = font["name"]
    version = name.getDebugName(5).partition(";")[0]
    source = name.getDebugName(1)
    plain = f"{family} {weight}".replace(" ", "")
    said = {
        0: f"{name.getDebugName(0)} Subset of {source} {version}, cut and renamed for fourfutures.",
        1: family,
        2: weight,
        3: f"{plain};{version}",
        4: f"{family} {weight}",
        6: plain,
    }
    for number, text in said.items():
        name.setName(text, number, 3, 1, 0x409)
    for entry in list(name.names):
        if (entry.platformID, entry.langID) != (3, 0x409):
            name.removeNames(entry.nameID, entry.platformID, entry.platEncID, entry.langID)
    held = font["CFF "].cff
    held.fontNames = [plain]
    held.topDictIndex[0].rawDict.update({"FamilyName": family, "FullName": f"{family} {weight}"})
    font.recalcTimestamp = False


def main(noto: Path) -> None:
    """Write the font files."""
    wanted = signs()
    held = wanted
    for style, weight in sorted(LATIN):
        for family, codes in (
            (f"Fourfutures {style} Han", wanted),
            (f"Fourfutures {style}", {code for code in wanted if code < LATIN_END}),
        ):
            if family.endswith("Han") and (style, weight) not in HAN:
                continue
            font = face(noto, style, weight)
            if not family.endswith("Han"):
                narrow(font)
            cut(font, codes, family, weight)
            path = ASSETS / f"{family}-{weight}.otf".replace(" ", "")
            font.save(path)
            if codes is wanted:
                held = held & font.getBestCmap().keys()
            print(f"{path.name}: {len(font.getBestCmap())} signs, {path.stat().st_size / 1e6:.2f} MB")
    text = "".join(chr(code) for code in sorted(held))
    (ASSETS / "signs.txt").write_text(text, encoding="utf-8", newline="")
    print(f"signs.txt: {len(text)} signs in every family with Han")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else NOTO)
