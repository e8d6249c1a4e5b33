"""Parts of a contest: its nominations, and the questions of its entry form."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

CHOICES_AT_MOST = 20


def new_key() -> str:
    """What answers are filed under: it survives renaming a question and copying the contest."""
    return secrets.token_hex(6)


class Nomination(Orderable):
    """One of the things works compete for; each has votes and winners of its own."""

    contest = ParentalKey("contests.ContestPage", on_delete=models.CASCADE, related_name="nominations")
    title = models.CharField("название", max_length=120)
    about = models.CharField("что ждём", max_length=400, blank=True)
    votes_each = models.PositiveSmallIntegerField(
        "голосов у каждого", default=1, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )

    panels = [FieldPanel("title"), FieldPanel("about"), FieldPanel("votes_each")]

    class Meta(Orderable.Meta):
        verbose_name = "номинация"
        verbose_name_plural = "номинации"
        constraints = [models.CheckConstraint(condition=Q(votes_each__range=(1, 10)), name="nomination_has_votes")]

    def __str__(self):
        return self.title

    def why_kept(self) -> str:
        """What stops an editor from removing it; empty: nothing."""
        if self.works.exists():
            return "в номинации есть работы, её нельзя убрать."
        # Whoever judges this one alone would judge all of them without it.
        judged = self.contest.jury.model.nominations.through.objects.filter(nomination=self.pk).exists()
        return "её отметили у члена жюри: сначала снимите отметку и опубликуйте." if judged else ""


class EntryField(Orderable):
    """A question of the entry form."""

    class Kind(models.TextChoices):
        LINE = "line", "строка"
        TEXT = "text", "текст"
        CHOICE = "choice", "выбор из списка"
        PHOTOS = "photos", "снимки"
        DOCUMENT = "document", "документ"
        FILM = "film", "фильм"

    contest = ParentalKey("contests.ContestPage", on_delete=models.CASCADE, related_name="fields")
    key = models.CharField(max_length=12, default=new_key, editable=False)
    kind = models.CharField("что это", max_length=10, choices=Kind.choices, default=Kind.PHOTOS)
    label = models.CharField("вопрос", max_length=120)
    help = models.CharField("подсказка", max_length=300, blank=True)
    required = models.BooleanField("обязательно", default=True)
    choices = models.TextField("варианты", max_length=2000, blank=True, help_text="Для выбора: каждый с новой строки.")
    most = models.PositiveSmallIntegerField(
        "не больше",
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text="Для снимков: сколько. Для остального не нужно.",
    )

    panels = [
        FieldRowPanel([FieldPanel("label"), FieldPanel("kind")]),
        FieldPanel("help"),
        FieldPanel("choices"),
        FieldRowPanel([FieldPanel("required"), FieldPanel("most")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "вопрос формы"
        verbose_name_plural = "вопросы формы"

    def __str__(self):
        return self.label

    def clean(self):
        super().clean()
        if self.kind != self.Kind.CHOICE:
            return
        if not 2 <= len(self.options) <= CHOICES_AT_MOST:
            raise ValidationError({"choices": f"От двух до {CHOICES_AT_MOST} вариантов, каждый с новой строки."})

    def why_kept(self) -> str:
        """What stops an editor from removing it or making it another kind of question; empty: nothing."""
        answered = Q(answers__has_key=self.key) | Q(pictures__field=self.key) | Q(files__field=self.key)
        found = self.contest.works.filter(answered).exists()
        return "на этот вопрос уже ответили, его нельзя убрать или сделать другим." if found else ""

    @property
    def options(self) -> list[str]:
        """What may be chosen, without blanks and repeats."""
        return list(dict.fromkeys(line.strip() for line in self.choices.splitlines() if line.strip()))
