"""The folder from which the PDF is drawn: one page of HTML and the pictures it names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.template.loader import render_to_string

from magazine.models import IssuePage
from magazine.printing.content import gather
from magazine.printing.plates import Plates


def lay(issue: IssuePage, folder: Path, tell: Callable[[int, int], None], *, proof: bool) -> None:
    """Fills the folder. `tell` hears how many of how many pictures are ready."""
    plates = Plates()
    context = {"issue": gather(issue, proof=proof), "plates": plates, "proof": proof}
    html = render_to_string("magazine/print/issue.html", context)
    (folder / "issue.html").write_text(html, encoding="utf-8")
    plates.make(folder / "pictures", tell)
