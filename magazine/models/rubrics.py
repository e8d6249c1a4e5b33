"""How articles are grouped beside their issues: by rubric and by series."""

from django.db import models

from portal import rubrics


class Rubric(rubrics.Rubric):
    """A standing part of the magazine: «Репортаж», «Люди». Its colour marks its articles everywhere."""

    class Colour(models.TextChoices):
        EMBER = "ember", "жар"
        STEEL = "steel", "сталь"
        MOSS = "moss", "мох"
        PLUM = "plum", "слива"
        OCHRE = "ochre", "охра"
        PINE = "pine", "хвоя"

    colour = models.CharField("цвет", max_length=8, choices=Colour.choices, default=Colour.EMBER)
    about = models.CharField(
        "о чём она", max_length=200, blank=True, help_text="Одна фраза: её увидят на странице рубрики."
    )

    class Meta(rubrics.Rubric.Meta):
        verbose_name = "рубрика журнала"
        verbose_name_plural = "рубрики журнала"


class Series(rubrics.Rubric):
    """Articles of several issues that continue one another: «Котельные области»."""

    about = models.CharField(
        "о чём она", max_length=200, blank=True, help_text="Одна фраза: её увидят на странице серии."
    )

    class Meta(rubrics.Rubric.Meta):
        verbose_name = "серия материалов"
        verbose_name_plural = "серии материалов"
