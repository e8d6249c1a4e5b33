"""Loads of employees from the HR system: what was asked for, where it stands, and what became of whom."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q, Value
from django.utils import timezone

from people.importing.labels import differences
from portal.uploads.names import random_name


def stored_name(instance: ImportRun, filename: str) -> str:
    """A random name in a folder that no address serves."""
    return random_name("imports", filename)


class ImportRunQuerySet(models.QuerySet):
    def newest_applied(self) -> ImportRun | None:
        """The load that may be undone: of those that changed something, the last that still stands."""
        return self.filter(state=ImportRun.State.APPLIED, changes__kind__in=ImportedChange.UNDOABLE).first()

    def expired(self):
        """Runs whose worker was killed."""
        return self.filter(state__in=ImportRun.WORKING, lease_until__lt=timezone.now())


class ImportRun(models.Model):
    """One load. Whoever works on it signs as `owner` until `lease_until`; changes are written together with APPLIED."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", "проверяется"
        ASKED = "asked", "нужен ответ о столбцах"
        READY = "ready", "готова к применению"
        APPLYING = "applying", "применяется"
        APPLIED = "applied", "применена"
        UNDOING = "undoing", "отменяется"
        UNDONE = "undone", "отменена"
        REFUSED = "refused", "файл не принят"
        FAILED = "failed", "прервана, ничего не записано"

    class Source(models.TextChoices):
        CMS = "cms", "в CMS"
        COMMAND = "command", "командой"

    WORKING = (State.UPLOADED, State.APPLYING, State.UNDOING)

    file = models.FileField("файл", upload_to=stored_name, blank=True)
    original_name = models.CharField("имя файла", max_length=160)
    source = models.CharField("как", max_length=16, choices=Source.choices, default=Source.CMS)
    complete = models.BooleanField("в файле все работающие: кого в нём нет, те уволены", default=False)
    leavers_confirmed = models.PositiveIntegerField("увольнений подтверждено", null=True)
    headings = models.JSONField("заголовки и образцы", default=list)
    columns = models.JSONField("где какой столбец", default=dict)
    columns_chosen = models.BooleanField("столбцы выбраны человеком", default=False)
    state = models.CharField("состояние", max_length=16, choices=State.choices, default=State.UPLOADED)
    reason = models.TextField("почему", blank=True)
    progress = models.PositiveSmallIntegerField("сделано, %", default=0)
    owner = models.CharField(max_length=64, blank=True)
    lease_until = models.DateTimeField(null=True)
    report = models.JSONField("итог", default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="кто", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField("когда", default=timezone.now)
    finished_at = models.DateTimeField("закончена", null=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = "загрузка из кадров"
        verbose_name_plural = "загрузки из кадров"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                Value(1), condition=Q(state__in=("applying", "undoing")), name="one_import_writes_at_a_time"
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="import_progress_is_a_share"),
        ]

    def __str__(self):
        return self.original_name

    @property
    def is_working(self) -> bool:
        return self.state in self.WORKING

    @property
    def may_be_applied(self) -> bool:
        return self.state == self.State.READY and bool(self.report.get("to_write"))

    @property
    def may_be_checked_again(self) -> bool:
        """The file is still kept and nothing was written."""
        return bool(self.file) and self.state in (self.State.READY, self.State.REFUSED, self.State.FAILED)

    @property
    def unused_headings(self) -> list[str]:
        """Columns of the file of which nothing is taken."""
        used = set(self.columns.values())
        return [column["heading"] for index, column in enumerate(self.headings) if index not in used]

    @contextmanager
    def local_file(self) -> Iterator[Path]:
        """The file as a path, wherever the storage keeps it."""
        with tempfile.NamedTemporaryFile(suffix=Path(self.file.name).suffix) as copy, self.file.open("rb") as stored:
            shutil.copyfileobj(stored, copy)
            copy.flush()
            yield Path(copy.name)

    def forget_file(self) -> None:
        """Personal data are not kept longer than they are needed."""
        if self.file:
            self.file.delete(save=False)
            type(self).objects.filter(pk=self.pk).update(file="", headings=[])


class ImportedChange(models.Model):
    """What becomes of one employee (number, values before and after), or why a row was refused."""

    class Kind(models.TextChoices):
        NEW = "new", "Новые"
        CHANGED = "changed", "Изменены"
        LEFT = "left", "Уволены"
        ABSENT = "absent", "Нет в файле"
        REFUSED = "refused", "Ошибки"

    UNDOABLE = (Kind.NEW, Kind.CHANGED, Kind.LEFT)

    run = models.ForeignKey(ImportRun, verbose_name="загрузка", on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField("что", max_length=8, choices=Kind.choices)
    number = models.CharField("табельный номер", max_length=32, blank=True)
    title = models.CharField("кто", max_length=250, blank=True)
    before = models.JSONField("было", default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField("стало", default=dict, encoder=DjangoJSONEncoder)
    note = models.TextField("примечание", blank=True)

    class Meta:
        verbose_name = "изменение из кадров"
        verbose_name_plural = "изменения из кадров"
        ordering = ["pk"]
        indexes = [models.Index(fields=["run", "kind"], name="imported_change_kind")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.number}"

    @property
    def differences(self) -> list[tuple[str, str, str]]:
        """What of it people read: the field, old and new."""
        return differences(self.before, self.after)
