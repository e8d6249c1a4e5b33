"""Draws the PDF of one folder: `python -m magazine.printing.render FOLDER` reads `issue.html` and `pictures/`, writes `issue.pdf`.

A process of its own, without the database or the network: it can be stopped, its memory goes with it, and nothing but the
folder, our fonts and our stylesheet can be opened. Says how far it is on standard output, a line a step: per cent and words.
"""

from __future__ import annotations

import json
import logging
import mimetypes
import os
import re
import resource
import sys
from pathlib import Path

from weasyprint import DEFAULT_OPTIONS, HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from magazine.printing import fitting

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent.parent / "static" / "fonts"
MEMORY = 3 * 1024**3  # bytes of addresses, of which a tenth is used
SECONDS = 240  # of CPU
DOTS = 200
# What the steps of WeasyPrint are called, and where each begins, in per cent.
STEPS = {
    "Step 3": (5, "Применяем стили"),
    "Step 4": (10, "Строим страницы"),
    "Step 6": (80, "Записываем PDF"),
}
LAID_OUT = re.compile(r"Step 5 .*Page (\d+)")


class OwnFiles(URLFetcher):
    """Opens `teplo:` addresses only; whatever else a page may name is not there."""

    def __init__(self, folder: Path):
        super().__init__(allowed_protocols=["teplo"])
        self.folder = folder

    def fetch(self, url: str, headers=None) -> URLFetcherResponse:
        scheme, _, name = url.partition(":")
        if scheme != "teplo":
            raise ValueError("no such address")
        path = self._path(name)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    def _path(self, name: str) -> Path:
        place, _, base = name.rpartition("/")
        folders = {"": HERE, "fonts": FONTS, "pictures": self.folder / "pictures"}
        return folders[place] / Path(base).name


class Told(logging.Handler):
    """Steps of WeasyPrint as lines for whoever waits. What is laid out a second time never goes back."""

    percent = 0

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        if laid_out := LAID_OUT.match(said):
            page = int(laid_out[1])
            self.tell(min(15 + page, 79), f"Вёрстка, страница {page}")
        elif step := STEPS.get(said[:6]):
            self.tell(*step)

    def tell(self, percent: int, words: str) -> None:
        self.percent = max(self.percent, percent)
        print(self.percent, words, flush=True)


def main(folder: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    os.nice(10)
    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.addHandler(Told())
    page = HTML(filename=folder / "issue.html", base_url="teplo:", url_fetcher=OwnFiles(folder))
    options = {**DEFAULT_OPTIONS, "pdf_variant": "pdf/ua-1", "pdf_tags": True, "optimize_images": True, "dpi": DOTS}
    drawn = fitting.fitted(page, options)
    drawn.write_pdf(folder / "issue.pdf", **options)
    (folder / "opens.json").write_text(json.dumps(fitting.opens(drawn)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
