"""Shifts of a campaign, who has taken places in them, and who waits for one."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

MOST_SEATS = 100


class ShiftQuerySet(models.QuerySet):
    def with_places(self, seats: int = 1):
        """Those in which so many more find a place."""
        return self.filter(Q(capacity=None) | Q(capacity__gte=F("taken") + seats))

    def overlapping(self, begins, ends):
        """Those that share a moment with this span; one may end as another begins."""
        return self.filter(begins__lt=ends, ends__gt=begins)


class Shift(models.Model):
    """A time and place within a campaign. `taken` is written by `campaigns.places` alone, never by a form."""

    campaign = models.ForeignKey("contests.CampaignPage", on_delete=models.CASCADE, related_name="shifts")
    # The one that a campaign without shifts has: it lasts as long as the campaign.
    whole = models.BooleanField(default=False, editable=False)
    title = models.CharField("название", max_length=120, blank=True, help_text="Например: «Сортируем». Можно без него.")
    where = models.CharField("где собираемся", max_length=200, blank=True)
    begins = models.DateTimeField("начало")
    ends = models.DateTimeField("конец")
    capacity = models.PositiveIntegerField("мест", null=True, blank=True, help_text="Пусто — сколько придёт.")
    taken = models.PositiveIntegerField("занято", default=0, editable=False)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        verbose_name = "смена"
        verbose_name_plural = "смены"
        ordering = ["begins", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(taken__lte=F("capacity")),
                name="shift_is_not_overbooked",
                violation_error_message="Мест меньше, чем уже занято.",
            ),
            models.CheckConstraint(
                condition=Q(begins__lt=F("ends")),
                name="shift_ends_after_it_begins",
                violation_error_message="Конец раньше начала.",
            ),
            models.UniqueConstraint(fields=("campaign",), condition=Q(whole=True), name="one_whole_shift"),
        ]
        indexes = [models.Index(fields=["begins"], name="shift_begins")]

    def __str__(self):
        from contests.campaigns.wording import called

        return called(self)

    @property
    def free(self) -> int | None:
        """Places left; None: there is no limit."""
        return None if self.capacity is None else self.capacity - self.taken

    @property
    def has_begun(self) -> bool:
        return self.begins <= timezone.now()


class Enrolment(models.Model):
    """A person has places in a shift: one, or a team's (his or her own and those of people not named)."""

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="enrolments")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="enrolments")
    seats = models.PositiveSmallIntegerField("мест", default=1)
    team_name = models.CharField("команда", max_length=80, blank=True)
    # Who has entered the team; empty in the row of that person.
    captain = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="team")
    at = models.DateTimeField("когда", default=timezone.now)

    class Meta:
        verbose_name = "участие в акции"
        verbose_name_plural = "участие в акциях"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=("shift", "employee"), name="one_enrolment_per_shift"),
            models.CheckConstraint(condition=Q(seats__range=(1, MOST_SEATS)), name="enrolment_has_seats"),
        ]

    def __str__(self):
        return f"{self.employee}: {self.shift}"


class Waiting(models.Model):
    """Wants to hear when a place frees; holds nothing. `told_at`: was told, and the place may still be there."""

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="waiting")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField("ждёт с", default=timezone.now)
    told_at = models.DateTimeField("сказано", null=True, blank=True)

    class Meta:
        verbose_name = "ждёт места"
        verbose_name_plural = "ждут места"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=("shift", "employee"), name="waits_once")]

    def __str__(self):
        return f"{self.employee}: {self.shift}"
