"""What failed in the background, kept until it works again, for the person who can mend it (shown in the CMS)."""

from django.db import models
from django.db.models import F
from django.utils import timezone


class Problem(models.Model):
    """One thing that does not work now. `key` names the thing, so that a failure repeated is one row with a count."""

    key = models.CharField(max_length=120, primary_key=True)
    title = models.CharField("что не работает", max_length=200)
    detail = models.TextField("подробности", max_length=2000, blank=True)
    first_seen = models.DateTimeField("с какого времени", default=timezone.now)
    last_seen = models.DateTimeField("последний раз", default=timezone.now)
    times = models.PositiveIntegerField("сколько раз", default=1)

    class Meta:
        verbose_name = "неполадка"
        verbose_name_plural = "неполадки"
        ordering = ["-last_seen"]

    def __str__(self):
        return self.title


def report(key: str, title: str, detail: str = "") -> None:
    """Records the failure; `title` is Russian and says what to do, `detail` may be technical and holds no secret."""
    now = timezone.now()
    seen = {"title": title[:200], "detail": detail[:2000], "last_seen": now}
    if not Problem.objects.filter(key=key).update(times=F("times") + 1, **seen):
        Problem.objects.get_or_create(key=key, defaults=seen)


def mended(key: str) -> None:
    """The thing works again."""
    Problem.objects.filter(key=key).delete()
