"""Diplomas and letters of thanks: how they are worded, to whom they were given, and how names are bent for them."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from contests.diplomas import wording
from contests.diplomas.wording import Case, For

LONGEST_NAME = 160


def new_code() -> str:
    """What stands in the address behind the QR: nobody guesses it."""
    return secrets.token_urlsafe(16)


class DiplomaTemplate(models.Model):
    """How HR words a diploma. Lines of the text that are one field alone, {имя} or {место}, are set large."""

    title = models.CharField(
        "название", max_length=120, unique=True, help_text="Видите только вы: «Диплом победителя»."
    )
    kind = models.CharField("кому", max_length=8, choices=For.choices, default=For.AWARD)
    heading = models.CharField("заголовок", max_length=40, help_text="«Диплом», «Благодарность».")
    text = models.TextField("текст", max_length=1000, help_text=wording.HELP)
    case = models.CharField(
        "падеж имени",
        max_length=4,
        choices=Case.choices,
        default=Case.NOMINATIVE,
        help_text="Каким его просит текст: «награждается Иванова Мария», «благодарим Иванову Марию», "
        "«выражаем благодарность Ивановой Марии».",
    )
    signer = models.CharField("кто подписывает", max_length=80, blank=True, help_text="«А. В. Мирошниченко».")
    signer_post = models.CharField("должность", max_length=120, blank=True)
    background = models.ForeignKey(
        "portal.Picture",
        verbose_name="фон",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Бледный рисунок во весь лист, стоя. Без него — белая бумага и линия подачи и обратки.",
    )

    panels = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("heading"), FieldPanel("case")]),
        FieldPanel("text"),
        MultiFieldPanel([FieldRowPanel([FieldPanel("signer"), FieldPanel("signer_post")])], heading="Подпись"),
        FieldPanel("background"),
    ]

    class Meta:
        verbose_name = "образец диплома"
        verbose_name_plural = "образцы дипломов"
        ordering = ["kind", "title"]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if wrong := wording.what_is_wrong(self.text, self.kind):
            raise ValidationError({"text": wrong})


class NameForm(models.Model):
    """How HR has written a name in a case: proposed the next time instead of what the rules say."""

    nominative = models.CharField("имя", max_length=LONGEST_NAME)
    case = models.CharField("падеж", max_length=4, choices=Case.choices)
    form = models.CharField("как пишется", max_length=LONGEST_NAME)

    class Meta:
        verbose_name = "написание имени"
        verbose_name_plural = "написания имён"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("nominative", "case"), name="one_form_per_case"),
            models.CheckConstraint(condition=~Q(form=""), name="name_form_is_not_empty"),
        ]

    def __str__(self):
        return f"{self.nominative} → {self.form}"


class DiplomaQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(revoked_at=None)

    def printable(self):
        """Those that stand; a name that was forgotten is not printed any more."""
        return self.standing().exclude(printed_name="")

    def numbered(self):
        """In the order of their numbers."""
        return self.order_by("year", "running")


class Diploma(models.Model):
    """A diploma or a letter of thanks that was given: its words as they stand on paper.

    `text` keeps {имя} and {место} open: the paper puts `printed_name` there, the page that confirms it `public_name`, which
    for a child's work is a first name and nothing else. A revoked one keeps its number and lets its award go.
    """

    year = models.PositiveSmallIntegerField("год")
    running = models.PositiveIntegerField("номер в году")
    code = models.CharField(max_length=32, unique=True, default=new_code)
    contest = models.ForeignKey("contests.ContestPage", on_delete=models.PROTECT, related_name="diplomas")
    award = models.ForeignKey(
        "contests.Award", null=True, blank=True, on_delete=models.PROTECT, related_name="diplomas"
    )
    work = models.ForeignKey("contests.Work", null=True, blank=True, on_delete=models.PROTECT, related_name="diplomas")
    employee = models.ForeignKey(
        "people.Employee", verbose_name="кому", on_delete=models.PROTECT, related_name="contest_diplomas"
    )
    printed_name = models.CharField("имя на бумаге", max_length=LONGEST_NAME, blank=True)
    public_name = models.CharField("имя на странице подтверждения", max_length=LONGEST_NAME, blank=True)
    heading = models.CharField("заголовок", max_length=40)
    place = models.CharField("место или приз", max_length=120, blank=True)
    text = models.TextField("текст", max_length=3000)
    signer = models.CharField("подпись", max_length=80, blank=True)
    signer_post = models.CharField("должность", max_length=120, blank=True)
    background = models.ForeignKey("portal.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    issued_at = models.DateTimeField("выдан", auto_now_add=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="кто выдал", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    revoked_at = models.DateTimeField("отозван", null=True, blank=True)

    objects = DiplomaQuerySet.as_manager()

    class Meta:
        verbose_name = "диплом"
        verbose_name_plural = "дипломы"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("year", "running"), name="one_diploma_per_number"),
            models.UniqueConstraint(
                fields=("award", "employee"), condition=Q(award__isnull=False), name="one_diploma_per_award"
            ),
            models.UniqueConstraint(
                fields=("work", "employee"),
                condition=Q(award=None, work__isnull=False, revoked_at=None),
                name="one_letter_of_thanks_per_work",
            ),
            models.UniqueConstraint(
                fields=("contest", "employee"),
                condition=Q(award=None, work=None, revoked_at=None),
                name="one_letter_of_thanks_per_juror",
            ),
            models.CheckConstraint(condition=Q(award=None) | Q(revoked_at=None), name="revoked_diploma_holds_no_award"),
        ]

    def __str__(self):
        return f"{self.heading} № {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("contests:diploma", args=[self.code])

    @property
    def is_printable(self) -> bool:
        return self.revoked_at is None and bool(self.printed_name)

    def lines(self, name: str) -> list[wording.Line]:
        """What stands on it, with the name so written."""
        return wording.lines(self.text, {wording.NAME: name, wording.PLACE: self.place})

    @property
    def number(self) -> str:
        """«2026-0001»."""
        return f"{self.year}-{self.running:04}"
