"""An old issue of the demo company, taken into the archive as an editor would."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from magazine.archive import forms, reading, shelving
from magazine.models import ArchivedPdf, IssuePage

FILE = Path(__file__).parent.parent / "demo_data" / "archive" / "teplo-2019-03.pdf"
NAME, TITLE = "Тепло № 3, март 2019.pdf", "Мост через Пшеху"


def load() -> None:
    if ArchivedPdf.objects.exists() or IssuePage.objects.filter(year=2019, number=3).exists():
        return
    row = forms.take(SimpleUploadedFile(NAME, FILE.read_bytes(), "application/pdf"), None)
    reading.read.call(row.pk)
    row.refresh_from_db()
    row.title, row.date = TITLE, date(2019, 3, 1)
    shelving.shelve(row, None)
