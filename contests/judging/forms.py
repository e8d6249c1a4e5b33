"""The sheet of one work: points by criterion and a remark; and why somebody does not judge."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from contests.judging.reviews import Said
from contests.models import Criterion, Review
from contests.models.jury import REMARK_LENGTH, WHY_LENGTH

# Up to so many points each has a button; beyond, a number is typed.
BUTTONS = 20
MISSING = "Поставьте балл от 0 до {}."


class ReviewForm(forms.Form):
    """`whole`: it is being handed in, so no criterion may be without points."""

    def __init__(self, criteria: Iterable[Criterion], review: Review | None, *args, whole: bool = False, **kwargs):
        self.criteria = list(criteria)
        super().__init__(*args, initial=_said_before(review), **kwargs)
        for criterion in self.criteria:
            self.fields[_name(criterion.pk)] = _points(criterion, whole)
        self.fields["remark"] = forms.CharField(
            label="Замечание",
            required=False,
            max_length=REMARK_LENGTH,
            help_text="Увидят члены жюри, которые уже оценили эту работу.",
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def rows(self) -> list[tuple[Criterion, forms.BoundField]]:
        return [(criterion, self[_name(criterion.pk)]) for criterion in self.criteria]

    def said(self) -> Said:
        points = {criterion.pk: self.cleaned_data[_name(criterion.pk)] for criterion in self.criteria}
        return Said(points, self.cleaned_data["remark"])


class AbstainForm(forms.Form):
    """A conflict of interest, declared."""

    why = forms.CharField(
        label="Почему",
        max_length=WHY_LENGTH,
        help_text="Например: «мы вместе работаем». Прочтут только кадры.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Напишите в двух словах, почему."},
    )


def _name(criterion: int) -> str:
    return f"criterion-{criterion}"


def _said_before(review: Review | None) -> dict[str, object]:
    if review is None:
        return {}
    points = {_name(score.criterion_id): score.points for score in review.scores.all()}
    return points | {"remark": review.remark}


def _points(criterion: Criterion, whole: bool) -> forms.Field:
    missing = MISSING.format(criterion.most)
    told = {"label": criterion.title, "required": whole, "help_text": criterion.about}
    errors = dict.fromkeys(("required", "invalid", "invalid_choice", "min_value", "max_value"), missing)
    if criterion.most > BUTTONS:
        return forms.IntegerField(min_value=0, max_value=criterion.most, error_messages=errors, **told)
    choices = [(points, str(points)) for points in range(criterion.most + 1)]
    return forms.TypedChoiceField(
        choices=choices, coerce=int, empty_value=None, widget=forms.RadioSelect, error_messages=errors, **told
    )
