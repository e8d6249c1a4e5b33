"""Tables of people that leave the portal: no cell is a formula, and who took them is written down."""

from __future__ import annotations

from accounts import audit
from people.models import Employee, PersonalDataAccess
from portal.cells import neutralised


def record_access(user, what: str, people: int | None = None, employee: Employee | None = None) -> None:
    """Writes who took what; call it wherever data of people leaves the portal as a file."""
    PersonalDataAccess.objects.create(by=user, what=what, people=people, employee=employee)
    audit.record("personal-data-taken", what=what, people=people, employee=employee.pk if employee else "-")


class SafeSheets:
    """For Wagtail's lists with an export: cells made harmless (its XLSX cells are strings already), and the export recorded."""

    exported = ""

    def preprocess_field_value(self, field, value, export_format):
        cell = super().preprocess_field_value(field, value, export_format)
        return neutralised(cell) if export_format == self.FORMAT_CSV and isinstance(cell, str) else cell

    def stream_csv(self, queryset):
        yield "\ufeff"  # Excel reads UTF-8 only behind this mark
        yield from super().stream_csv(queryset)

    def as_spreadsheet(self, queryset, spreadsheet_format):
        record_access(self.request.user, self.exported, people=queryset.count())
        return super().as_spreadsheet(queryset, spreadsheet_format)
