"""Rubrics: each section has its own list of them, all alike."""

from django.db import models
from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii

SLUG_LENGTH = 40


class Rubric(models.Model):
    """What a story is about, in a word or two. A section's own `Rubric` says which section."""

    name = models.CharField("название", max_length=40, unique=True)
    slug = models.SlugField(
        "адрес",
        max_length=SLUG_LENGTH,
        unique=True,
        blank=True,
        help_text="Латиницей. Можно не заполнять: составим сами.",
    )

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        self.slug = self.slug or slugify(string_to_ascii(self.name))[:SLUG_LENGTH]

    @classmethod
    def named(cls, name: str):
        """The rubric of this name, made if missing."""
        return cls.objects.get_or_create(name=name, defaults={"slug": slugify(string_to_ascii(name))[:SLUG_LENGTH]})[0]
