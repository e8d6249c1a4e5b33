"""Takes the cover and the words out of a PDF: `python -m magazine.archive.extract FOLDER` reads `issue.pdf`, writes `cover.jpg` and `told.json`.

A process of its own with limits: a file that breaks the reader, or eats memory without end, takes nothing else with it.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

MEMORY = 1536 * 1024**2  # bytes of addresses
SECONDS = 120  # of CPU
MOST_PAGES = 300
COVER_DOTS = 1400  # the longer side
LONGEST_PAGE = 20_000  # letters
ENCRYPTED, DAMAGED, TOO_LONG, EMPTY = "encrypted", "damaged", "too long", "empty"


def main(folder: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    os.nice(10)
    (folder / "told.json").write_text(json.dumps(told_of(folder)), encoding="utf-8")


def told_of(folder: Path) -> dict:
    """`refused` with a reason, or `texts` by page; the cover is drawn then."""
    try:
        pdf = pypdfium2.PdfDocument(folder / "issue.pdf")
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        return {"refused": ENCRYPTED if locked else DAMAGED}
    if not 0 < len(pdf) <= MOST_PAGES:
        return {"refused": TOO_LONG if len(pdf) else EMPTY}
    try:
        _draw_cover(pdf[0], folder / "cover.jpg")
        return {"texts": [_words(page) for page in pdf]}
    except (pypdfium2.PdfiumError, ValueError):
        return {"refused": DAMAGED}


def _draw_cover(page: pypdfium2.PdfPage, target: Path) -> None:
    scale = COVER_DOTS / max(*page.get_size(), 1)
    page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB").save(target, "JPEG", quality=88)


def _words(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    words = text.get_text_bounded()
    text.close()
    page.close()
    # A word divided at the end of a line is one word; NUL is nothing a database holds.
    return " ".join(words.replace("\ufffe", "").replace("\x02", "").replace("\x00", "").split())[:LONGEST_PAGE]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
