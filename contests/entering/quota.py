"""How much one person may bring into one contest: enough for everybody honest, too little to fill the disk (S37)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import Count, Sum

from contests.models import Work, WorkFile, WorkPicture

MB = 1024 * 1024
# Three films of the largest size and a hundred pictures; thirty such people fill a usual disk, and HR sees them come.
MOST_BYTES = 1024 * MB
MOST_FILES = 200
# Drafts and withdrawn works too; a correspondent files for a whole workshop.
MOST_WORKS = 60
TOO_MUCH = (
    f"Вы загрузили в этот конкурс уже много файлов (можно {MOST_BYTES // MB} МБ и {MOST_FILES} штук). Удалите лишние."
)
TOO_MANY_WORKS = f"В этом конкурсе у вас уже {MOST_WORKS} работ и черновиков. Удалите лишние черновики."


def refuse_beyond(work: Work, size: int) -> None:
    """Raises ValidationError if a file of this size would be too much. The person is locked by the caller."""
    stored = {"work__contest": work.contest_id, "work__filed_by": work.filed_by_id}
    files = WorkFile.objects.filter(**stored).aggregate(number=Count("pk"), size=Sum("size", default=0))
    pictures = WorkPicture.objects.filter(**stored).aggregate(
        number=Count("pk"), size=Sum("picture__file_size", default=0)
    )
    too_many = files["number"] + pictures["number"] >= MOST_FILES
    if too_many or files["size"] + pictures["size"] + size > MOST_BYTES:
        raise ValidationError(TOO_MUCH)


def refuse_another_work(contest_id: int, filer_id: int) -> None:
    """Raises ValidationError if this person has begun too many. The person is locked by the caller."""
    if Work.objects.filter(contest=contest_id, filed_by=filer_id).count() >= MOST_WORKS:
        raise ValidationError(TOO_MANY_WORKS)
