"""The form of a team."""

from __future__ import annotations

from django import forms

from contests.campaigns.places import Team
from contests.entering import people
from contests.models.shift import MOST_SEATS
from people.models import Employee

TOO_MANY = "Коллег отмечено больше, чем вас придёт."


class TeamForm(forms.Form):
    """«Сколько вас» counts everybody, the captain too; colleagues may be named or not."""

    name = forms.CharField(label="Название команды", max_length=80)
    people = forms.IntegerField(label="Сколько вас придёт, вместе с вами", min_value=2, max_value=MOST_SEATS)
    typed = forms.CharField(
        label="Назвать коллег",
        required=False,
        max_length=80,
        help_text="Тогда акция будет и в их профилях. Остальные могут прийти без записи по имени.",
    )

    def __init__(self, *args, captain: Employee, **kwargs):
        super().__init__(*args, **kwargs)
        self.captain = captain
        slugs = self.data.getlist("colleague") if self.is_bound else []
        self.named = [person for person in people.chosen(slugs) if person.pk != captain.pk]
        self.offered = people.offered(self.data.get("typed", "")[:80], [captain, *self.named])

    def clean(self):
        cleaned = super().clean()
        coming = cleaned.get("people")
        if coming and len(self.named) > coming - 1:
            self.add_error("people", TOO_MANY)
        return cleaned

    def team(self) -> Team:
        return Team(self.cleaned_data["name"], self.cleaned_data["people"], self.named)
