"""What a player chooses before a round."""

from __future__ import annotations

from django import forms
from django.db.models import Count

from people.models import Direction, Post, QuizRound, Subdivision
from people.quiz.pool import askable

EVERYBODY, MIXED = "all", "both"


class RoundForm(forms.Form):
    """The scope and the direction; `chosen` says them as `rounds.start` takes them."""

    scope = forms.ChoiceField(label="Кого узнавать", initial=EVERYBODY)
    direction = forms.ChoiceField(
        label="Как играть",
        choices=[*Direction.choices, (MIXED, "Вперемешку")],
        widget=forms.RadioSelect,
        initial=Direction.FACE,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.units = {f"unit:{unit.slug}": unit for unit in Subdivision.objects.filter(depth=1).order_by("name")}
        self.fields["scope"].choices = [
            (EVERYBODY, "Вся компания"),
            ("Города", [(f"town:{town}", f"{town} — {people}") for town, people in _towns()]),
            ("Подразделения", [(value, unit.name) for value, unit in self.units.items()]),
        ]

    @property
    def chosen(self) -> dict[str, object]:
        kind, _, value = self.cleaned_data["scope"].partition(":")
        direction = self.cleaned_data["direction"]
        return {
            "town": value if kind == "town" else "",
            "unit": self.units.get(self.cleaned_data["scope"]),
            "direction": "" if direction == MIXED else direction,
        }


def again(played: QuizRound) -> dict[str, str]:
    """What the form was filled with for this round, for one more like it."""
    unit = played.unit and f"unit:{played.unit.slug}"
    return {
        "scope": f"town:{played.town}" if played.town else unit or EVERYBODY,
        "direction": played.direction or MIXED,
    }


def _towns():
    """The towns with how many can be asked about in each, the largest first."""
    posts = Post.objects.current().filter(employee__in=askable()).exclude(place=None)
    towns = posts.values_list("place__town").annotate(people=Count("employee", distinct=True))
    return towns.order_by("-people", "place__town")
