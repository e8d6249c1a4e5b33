"""What colleagues say of a film, and to those who are in it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

LONGEST = 500
LONGEST_REASON = 300


class Greeting(models.Model):
    """«Слова коллег»: a few words of one colleague under one film, shown once the press has read them."""

    class State(models.TextChoices):
        WAITING = "waiting", "ждёт редакции"
        ACCEPTED = "accepted", "на странице"
        DECLINED = "declined", "отклонено"

    film = models.ForeignKey("films.FilmPage", on_delete=models.CASCADE, related_name="greetings")
    author = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="film_greetings")
    text = models.TextField("слова", max_length=LONGEST)
    state = models.CharField("состояние", max_length=8, choices=State.choices, default=State.WAITING)
    reason = models.CharField("почему нет", max_length=LONGEST_REASON, blank=True)
    written_at = models.DateTimeField("когда", default=timezone.now)
    decided_at = models.DateTimeField("решено", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="кто решил", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "слова коллеги"
        verbose_name_plural = "слова коллег"
        ordering = ["-written_at"]
        indexes = [models.Index(fields=["film", "state", "-written_at"], name="greeting_of_film")]
        constraints = [
            models.UniqueConstraint(fields=("film", "author"), name="one_greeting_per_film"),
            models.CheckConstraint(condition=~Q(text=""), name="greeting_has_words"),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="declined_greeting_has_its_reason"
            ),
        ]

    def __str__(self):
        return f"{self.author}: {self.text[:60]}"


class KindWord(models.Model):
    """One colleague has congratulated another on being in a film; once, however often the button is pressed."""

    film = models.ForeignKey("films.FilmPage", on_delete=models.CASCADE, related_name="kind_words")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="film_kind_words")
    by = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="said_film_kind_words")
    at = models.DateTimeField("когда", default=timezone.now)

    class Meta:
        verbose_name = "поздравление участника"
        verbose_name_plural = "поздравления участников"
        constraints = [
            models.UniqueConstraint(fields=("film", "employee", "by"), name="one_kind_word_per_film"),
            models.CheckConstraint(condition=~Q(employee=F("by")), name="no_kind_word_to_oneself"),
        ]

    def __str__(self):
        return f"{self.by} → {self.employee}"
