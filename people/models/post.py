"""Positions that people hold."""

from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey

from people.models.organisation import Place, Subdivision


class PostQuerySet(models.QuerySet):
    def current(self):
        return self.filter(until=None)


class Post(models.Model):
    """A position held in a subdivision at a place, from one day to another; a person may hold several."""

    employee = ParentalKey("people.Employee", on_delete=models.CASCADE, related_name="posts")
    position = models.CharField("должность", max_length=160)
    subdivision = models.ForeignKey(
        Subdivision, verbose_name="подразделение", on_delete=models.PROTECT, related_name="posts"
    )
    place = models.ForeignKey(
        Place, verbose_name="место работы", null=True, blank=True, on_delete=models.PROTECT, related_name="posts"
    )
    is_head = models.BooleanField("руководит подразделением", default=False)
    since = models.DateField("с", null=True, blank=True)
    until = models.DateField("по", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "должность"
        verbose_name_plural = "должности"
        constraints = [
            models.UniqueConstraint(
                fields=("employee", "position", "subdivision"),
                condition=Q(until=None),
                name="one_current_post_of_a_kind",
            )
        ]

    def __str__(self):
        return f"{self.position}, {self.subdivision}"
