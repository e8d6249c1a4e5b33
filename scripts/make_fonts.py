"""Makes static/fonts/*.woff2: one file a face with Cyrillic, ASCII and Russian punctuation.

Run with fonttools and brotli, in a directory where npm has installed @fontsource-variable/golos-text 5.3.0 and
@fontsource-variable/literata 5.3.0:  python make_fonts.py ../static/fonts

The npm packages split each face by alphabet; two files a face would be too many requests. So the Latin file's glyphs
are added to the Cyrillic file, which keeps its kerning; of the features, tabular figures stay.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

SOURCE = Path("node_modules/@fontsource-variable")
LATIN = [
    *range(0x20, 0x7F), 0xA0, 0xA7, 0xA9, 0xAB, 0xAD, 0xB0, 0xB1, 0xB2, 0xB3, 0xB7, 0xBB, 0xD7,
    0x2009, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026, 0x202F, 0x2060,
    0x20BD, *range(0x2190, 0x2194), 0x2212,
]  # fmt: skip
CYRILLIC = [*range(0x410, 0x450), 0x401, 0x451, 0x2116, 0x301]
# Advance widths are in gvar too; vertical metrics and hints no browser needs here.
DROPPED = ("HVAR", "VVAR", "MVAR", "vhea", "vmtx", "prep", "gasp")
FACES = {
    "golos": ("golos-text/files/golos-text-{}-wght-normal.woff2", {"wght": (400, 700)}),
    "literata": ("literata/files/literata-{}-opsz-normal.woff2", {"wght": (400, 700), "opsz": (12, 72)}),
    "literata-italic": ("literata/files/literata-{}-opsz-italic.woff2", {"wght": (400, 600), "opsz": (14, 36)}),
}


def part(path: str, codes: list[int], features: list[str], limits: dict) -> TTFont:
    """One alphabet of a face, with its axes narrowed."""
    font = TTFont(SOURCE / path)
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.glyph_names = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    return instancer.instantiateVariableFont(font, limits)


def join(font: TTFont, other: TTFont) -> dict[str, str]:
    """Adds the glyphs of `other` to `font`; answers their names there."""
    taken = set(font.getGlyphOrder())
    names = {name: f"{name}.latin" if name in taken else name for name in other.getGlyphOrder() if name != ".notdef"}
    order = font.getGlyphOrder() + list(names.values())
    for old, new in names.items():
        font["glyf"].glyphs[new] = renamed(other, old, names)
        font["hmtx"].metrics[new] = other["hmtx"].metrics[old]
        font["gvar"].variations[new] = other["gvar"].variations.get(old, [])
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
    font["maxp"].numGlyphs = len(order)
    for table in font["cmap"].tables:
        for code, name in other.getBestCmap().items():
            table.cmap.setdefault(code, names[name])
    return names


def renamed(font: TTFont, name: str, names: dict[str, str]):
    """The glyph with its components called by their new names."""
    glyph = font["glyf"][name]
    glyph.expand(font["glyf"])
    for component in glyph.components if glyph.isComposite() else ():
        component.glyphName = names[component.glyphName]
    return glyph


def tabular(font: TTFont, names: dict[str, str]) -> str:
    """The feature `tnum` as text: which figure is replaced by which of equal width."""
    gsub = font["GSUB"].table
    lookups = {i for r in gsub.FeatureList.FeatureRecord if r.FeatureTag == "tnum" for i in r.Feature.LookupListIndex}
    tables = [getattr(t, "ExtSubTable", t) for i in sorted(lookups) for t in gsub.LookupList.Lookup[i].SubTable]
    rules = {f"sub {names[a]} by {names[b]};": None for t in tables for a, b in sorted(t.mapping.items())}
    return "\n".join(["languagesystem DFLT dflt;", "languagesystem cyrl dflt;", "feature tnum {", *rules, "} tnum;"])


def make(pattern: str, limits: dict, target: Path) -> int:
    """Writes the face and answers its size in bytes."""
    font = part(pattern.format("cyrillic"), CYRILLIC, ["kern", "mark"], limits)
    latin = part(pattern.format("latin"), LATIN, ["tnum"], limits)
    names = join(font, latin)
    for table in {*DROPPED, "GSUB"} & set(font.keys()):
        del font[table]
    addOpenTypeFeaturesFromString(font, tabular(latin, names), tables=["GSUB"])
    font["post"].formatType = 3.0
    font.flavor = "woff2"
    font.save(target)
    return target.stat().st_size


if __name__ == "__main__":
    for name, (pattern, limits) in FACES.items():
        print(name, make(pattern, limits, Path(sys.argv[1]) / f"{name}.woff2"))
