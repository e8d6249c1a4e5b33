"""What HR is asked for: a file, and where a doubtful column stands."""

from __future__ import annotations

from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError

from people.importing.columns import HEADINGS, REQUIRED
from people.importing.reading import LARGEST_FILE
from people.models import ImportRun
from portal.uploads.documents import check_document

SUFFIXES = (".csv", ".xlsx")
WRONG_KIND = "Нужен файл CSV или XLSX. Старый .xls откройте в Excel и сохраните как «Книга Excel (.xlsx)»."
NO_COLUMN = "Без этого столбца загрузить нельзя: выберите его."
TWICE = "Этот столбец уже выбран для «{}»."


class UploadForm(forms.Form):
    """The file from the HR system."""

    file = forms.FileField(
        label="Файл из кадров",
        help_text="CSV или XLSX, до 30 МБ. Первая строка — заголовки.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    complete = forms.BooleanField(
        label="В файле все работающие",
        required=False,
        help_text="Тогда тот, кого в файле нет, считается уволенным. Если сомневаетесь — не отмечайте: кого нет, останется как есть.",
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if PurePath(file.name).suffix.lower() not in SUFFIXES:
            raise ValidationError(WRONG_KIND)
        if file.size > LARGEST_FILE:
            raise ValidationError(f"Файл больше {LARGEST_FILE // 1024**2} МБ.")
        check_document(file.name, file)
        return file


class ColumnsForm(forms.Form):
    """Which column of the file is what: the field's name is the field of `HEADINGS`, its value the column's number."""

    def __init__(self, run: ImportRun, *args, **kwargs):
        guesses = {**run.report.get("doubtful", {}), **run.columns}
        super().__init__(*args, initial=guesses, **kwargs)
        choices = [("", "нет такого столбца"), *enumerate(map(_described, run.headings))]
        for name, (label, *_) in HEADINGS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=name in REQUIRED,
                error_messages={"required": NO_COLUMN},
            )
        self.asked_names = [name for name in HEADINGS if _is_asked(run, name)]

    @property
    def asked(self) -> list[forms.BoundField]:
        """What the portal could not tell by itself."""
        return [self[name] for name in self.asked_names]

    @property
    def recognised(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.asked_names]

    @property
    def has_errors_in_recognised(self) -> bool:
        return any(field.errors for field in self.recognised)

    def clean(self):
        taken: dict[int, str] = {}
        for name in [*REQUIRED, *(name for name in HEADINGS if name not in REQUIRED)]:
            index = self.cleaned_data.get(name)
            if index is not None and index in taken:
                self.add_error(name, TWICE.format(HEADINGS[taken[index]][0]))
            elif index is not None:
                taken[index] = name
        return self.cleaned_data

    def columns(self) -> dict[str, int]:
        return {name: index for name, index in self.cleaned_data.items() if index is not None}


def _is_asked(run: ImportRun, name: str) -> bool:
    return name in run.report.get("doubtful", {}) or (name in REQUIRED and name not in run.columns)


def _described(column: dict) -> str:
    heading = column["heading"] or "без заголовка"
    return f"{heading} — {', '.join(column['samples'])}" if column["samples"] else f"{heading} — пусто"
