"""Files for the archive, each answered by itself; and what an editor mends before an issue goes on the shelf."""

from __future__ import annotations

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from magazine.archive.guessing import guess
from magazine.models import ArchivedPdf, IssuePage
from portal.uploads.documents import check_document
from portal.uploads.names import clean_title, download_name

MOST_FILES = 50


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """A list of files; what each is worth, `take` says."""

    widget = ManyFiles

    def clean(self, data, initial=None) -> list[UploadedFile]:
        if not data:
            raise ValidationError("Выберите хотя бы один файл.")
        if len(data) > MOST_FILES:
            raise ValidationError(f"Не больше {MOST_FILES} файлов за раз: остальные загрузите следом.")
        return data


class UploadForm(forms.Form):
    """Good files are taken even when others are refused; `take` says of each what became of it."""

    files = ManyFilesField(
        label="Файлы PDF",
        help_text=f"До {MOST_FILES} за раз, каждый до 50 МБ и 300 страниц. Номер и месяц возьмём из имени файла: «Тепло № 3, март 2019.pdf».",
        widget=ManyFiles(attrs={"accept": ".pdf,application/pdf"}),
    )


def take(file: UploadedFile, user) -> ArchivedPdf:
    """The row of a file that may be read. Raises ValidationError with a sentence for people."""
    if not file.name.lower().endswith(".pdf"):
        raise ValidationError("Это не PDF.")
    check_document(file.name, file)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    same = ArchivedPdf.objects.filter(digest=digest).exclude(state=ArchivedPdf.State.REFUSED).first()
    if same:
        raise ValidationError(f"Этот файл уже загружен: «{same.original_name}».")
    number, date = guess(file.name)
    name = download_name(file.name)
    return ArchivedPdf.objects.create(
        file=file,
        original_name=name[:160],
        digest=digest,
        number=number,
        date=date,
        title=clean_title(file.name),
        uploaded_by=user,
    )


class ShelfForm(forms.ModelForm):
    """What the issue will be called; its number must be free in its year, or belong to an issue without a PDF."""

    class Meta:
        model = ArchivedPdf
        fields = ("title", "number", "date")
        widgets = {"date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True

    def clean(self):
        cleaned = super().clean()
        number, date = cleaned.get("number"), cleaned.get("date")
        if number and date:
            standing = IssuePage.objects.filter(year=date.year, number=number).first()
            if standing and hasattr(standing, "pdf"):
                self.add_error("number", f"У номера {number} за {date.year} год уже есть PDF.")
            cleaned["standing"] = standing
        return cleaned
