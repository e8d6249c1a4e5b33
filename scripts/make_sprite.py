"""Makes portal/templates/portal/sprite.html of the icons named in static/icons/names.txt.

Run in a directory where npm has installed lucide-static 1.62.0:  python make_sprite.py <root of the repository>
"""

import re
import sys
from pathlib import Path

ICONS = Path("node_modules/lucide-static/icons")


def symbol(name: str) -> str:
    """The icon as a symbol of the sprite; how it is drawn (stroke, size) is in icon.css."""
    drawing = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    shapes = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.DOTALL)[1]
    packed = re.sub(r"\s*\n\s*", "", shapes).replace(" />", "/>")
    return f'<symbol id="i-{name}" viewBox="0 0 24 24">{packed}</symbol>'


if __name__ == "__main__":
    root = Path(sys.argv[1])
    names = (root / "static/icons/names.txt").read_text(encoding="utf-8").split()
    note = "{# Lucide 1.62.0 (ISC, static/vendor/lucide); made by scripts/make_sprite.py. #}"
    symbols = map(symbol, sorted(set(names)))
    sprite = "\n".join([note, '<svg class="sprite" aria-hidden="true">', *symbols, "</svg>", ""])
    (root / "portal/templates/portal/sprite.html").write_text(sprite, encoding="utf-8")
