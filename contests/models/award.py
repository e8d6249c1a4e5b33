"""What came of a contest: the places, and when they were made known."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Outcome(models.Model):
    """The results were made known by HR. Until then the page says «подводим итоги», whatever the clock says."""

    contest = models.OneToOneField("contests.ContestPage", on_delete=models.CASCADE, related_name="outcome")
    known_at = models.DateTimeField("объявлены", auto_now_add=True)
    known_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто объявил",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # How it was counted, as it stood then: the protocol is printed from this.
    count = models.JSONField(default=dict)

    class Meta:
        verbose_name = "итоги"
        verbose_name_plural = "итоги"
        default_permissions = ()

    def __str__(self):
        return f"итоги: {self.contest}"


class Award(models.Model):
    """A place in a nomination, or a prize with a name of its own."""

    PODIUM = 3

    nomination = models.ForeignKey("contests.Nomination", on_delete=models.PROTECT, related_name="awards")
    work = models.ForeignKey("contests.Work", on_delete=models.PROTECT, related_name="awards")
    place = models.PositiveSmallIntegerField("место", null=True, blank=True)
    title = models.CharField("приз", max_length=120, blank=True, help_text="«Приз зрительских симпатий».")

    class Meta:
        verbose_name = "награда"
        verbose_name_plural = "награды"
        ordering = ["nomination", "place", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(place__isnull=False) & Q(place__gte=1)) | ~Q(title=""), name="award_is_place_or_prize"
            ),
            models.UniqueConstraint(
                fields=("nomination", "work"), condition=Q(place__isnull=False), name="one_place_per_work"
            ),
        ]

    def __str__(self):
        return self.title or f"{self.place}-е место"
