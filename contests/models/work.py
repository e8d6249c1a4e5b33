"""A work: what somebody sends to a contest, and where it stands."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.uploads.names import random_name

REASON_LENGTH = 500


def stored_under(instance: WorkFile, filename: str) -> str:
    """A name nobody can guess, in a folder that no address serves by itself."""
    return random_name("contest-files", filename)


class WorkQuerySet(models.QuerySet):
    def waiting(self):
        """Those that HR has not judged yet, the oldest first."""
        return self.filter(state=Work.State.SUBMITTED).order_by("submitted_at", "pk")

    def accepted(self):
        return self.filter(state=Work.State.ACCEPTED)

    def counting(self):
        """Those that take one of the places an entrant has in a nomination."""
        return self.exclude(state__in=(Work.State.DRAFT, Work.State.REJECTED, Work.State.WITHDRAWN))

    def of_person(self, employee_id: int):
        """Those this person has sent, or somebody has sent for this person; the newest first."""
        return self.filter(Q(author=employee_id) | Q(filed_by=employee_id)).order_by("-pk")

    def concerning(self, employee_id: int):
        """Those this person has made, alone or in a team, or has sent for somebody."""
        return self.filter(
            Q(author=employee_id) | Q(filed_by=employee_id) | Q(members__employee=employee_id)
        ).distinct()

    def made_by(self, employee_id: int):
        """Those of which this person is the author or one of the team: not to be voted for or judged by him or her.

        Whoever only files paper for a colleague is neither.
        """
        return self.filter(Q(author=employee_id) | Q(members__employee=employee_id))


class Work(models.Model):
    """A work. `author` answers for it: the entrant, the parent of a child, the colleague for whom paper was filed."""

    class Kind(models.TextChoices):
        EMPLOYEE = "employee", "сотрудник"
        TEAM = "team", "команда"
        FAMILY = "family", "семья"

    class State(models.TextChoices):
        DRAFT = "draft", "черновик"
        SUBMITTED = "submitted", "на проверке"
        RETURNED = "returned", "возвращена на доработку"
        ACCEPTED = "accepted", "принята"
        REJECTED = "rejected", "отклонена"
        WITHDRAWN = "withdrawn", "отозвана"

    class Relation(models.TextChoices):
        CHILD = "child", "ребёнок"
        GRANDCHILD = "grandchild", "внук или внучка"

    class Age(models.TextChoices):
        UNDER_7 = "0-6", "до 7 лет"
        UNDER_11 = "7-10", "7–10 лет"
        UNDER_15 = "11-14", "11–14 лет"
        UNDER_18 = "15-17", "15–17 лет"

    # What the entrant may still change while works are taken.
    OPEN = (State.DRAFT, State.SUBMITTED, State.RETURNED, State.ACCEPTED)

    contest = models.ForeignKey("contests.ContestPage", on_delete=models.PROTECT, related_name="works")
    nomination = models.ForeignKey(
        "contests.Nomination",
        verbose_name="номинация",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="works",
    )
    # Given when it is sent; never given twice in a contest. Works are called by it while names are hidden.
    number = models.PositiveIntegerField("номер", null=True, blank=True, editable=False)
    state = models.CharField("состояние", max_length=10, choices=State.choices, default=State.DRAFT)
    kind = models.CharField("кто участвует", max_length=8, choices=Kind.choices, default=Kind.EMPLOYEE)
    author = models.ForeignKey(
        "people.Employee", verbose_name="автор", on_delete=models.PROTECT, related_name="contest_works"
    )
    filed_by = models.ForeignKey(
        "people.Employee",
        verbose_name="кто подал",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Не автор, если работа на бумаге.",
    )
    title = models.CharField("название", max_length=160, blank=True)
    answers = models.JSONField(default=dict, blank=True, help_text="Ответы на вопросы формы, по их ключам.")
    team_name = models.CharField("название команды", max_length=120, blank=True)
    child_name = models.CharField("имя ребёнка", max_length=40, blank=True, help_text="Без фамилии.")
    child_age = models.CharField("возраст", max_length=5, choices=Age.choices, blank=True)
    relation = models.CharField("кем приходится", max_length=10, choices=Relation.choices, blank=True)
    parent_agreed_at = models.DateTimeField("согласие родителя", null=True, blank=True)
    # The very words, as they stood beside the box. The default is the database's: the version before writes rows too.
    parent_agreed_to = models.CharField("на что согласие", max_length=1000, blank=True, db_default="", default="")
    reason = models.CharField("что сказали кадры", max_length=REASON_LENGTH, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто проверил",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField("начата", default=timezone.now, editable=False)
    changed_at = models.DateTimeField("изменена", auto_now=True)
    submitted_at = models.DateTimeField("подана", null=True, blank=True)
    # Grows with each change: of two windows with one draft the older cannot overwrite the newer.
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = WorkQuerySet.as_manager()

    class Meta:
        verbose_name = "работа"
        verbose_name_plural = "работы"
        constraints = [
            models.UniqueConstraint(fields=("contest", "number"), name="one_work_per_number"),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "withdrawn"))
                | Q(number__isnull=False, nomination__isnull=False, submitted_at__isnull=False),
                name="sent_work_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(kind="family") | Q(state__in=("draft", "withdrawn")) | Q(parent_agreed_at__isnull=False),
                name="family_work_has_consent",
                violation_error_message="Нужно согласие родителя.",
            ),
            models.CheckConstraint(
                condition=~Q(child_name__contains=" "),
                name="child_has_no_surname",
                violation_error_message="Только имя, без фамилии.",
            ),
        ]
        indexes = [models.Index(fields=["contest", "nomination", "state"], name="works_of_nomination")]

    def __str__(self):
        return f"№ {self.number} «{self.title}»" if self.number else self.title or "работа без названия"

    @property
    def on_paper(self) -> bool:
        return self.author_id != self.filed_by_id


class WorkMember(models.Model):
    """One of a team, beside the author."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="members")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "участник команды"
        verbose_name_plural = "участники команды"
        constraints = [models.UniqueConstraint(fields=("work", "employee"), name="once_in_a_team")]

    def __str__(self):
        return str(self.employee)


class WorkPicture(models.Model):
    """A picture of a work: an answer to one of the form's questions."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="pictures")
    field = models.CharField(max_length=12)
    picture = models.OneToOneField("portal.Picture", on_delete=models.PROTECT, related_name="of_work")
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "снимок работы"
        verbose_name_plural = "снимки работ"
        ordering = ["field", "sort_order", "pk"]

    def __str__(self):
        return f"{self.work}: {self.picture}"


class WorkFile(models.Model):
    """A document or a film of a work, verified and stored under a random name."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="files")
    field = models.CharField(max_length=12)
    file = models.FileField("файл", upload_to=stored_under, max_length=200)
    name = models.CharField("имя файла", max_length=255)
    size = models.PositiveBigIntegerField("размер, байт")

    class Meta:
        verbose_name = "файл работы"
        verbose_name_plural = "файлы работ"
        constraints = [models.UniqueConstraint(fields=("work", "field"), name="one_file_per_question")]

    def __str__(self):
        return self.name
