"""What HR says to get a sheet."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from people.invitations import whom
from people.models import Employee, Subdivision

MOST_PEOPLE = 500


class UnitField(forms.ModelChoiceField):
    """Units indented by their depth."""

    def label_from_instance(self, unit: Subdivision) -> str:
        return "\u2003" * (unit.depth - 1) + unit.name


class SheetForm(forms.Form):
    """A subdivision with those below it, or single people by number. `people` is whom the sheet is for."""

    subdivision = UnitField(
        Subdivision.objects.order_by("path"),
        label="Подразделение",
        required=False,
        empty_label="не выбрано",
        help_text="Вместе со всеми, кто в него входит.",
    )
    whom = forms.ChoiceField(
        label="Кого пригласить",
        choices=[("new", "кто ещё ни разу не входил"), ("all", "всех: у кого вход уже есть, задаст новый пароль")],
        initial="new",
        widget=forms.RadioSelect,
    )
    numbers = forms.CharField(
        label="Или отдельные сотрудники",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Табельные номера через пробел или с новой строки.",
    )

    def clean_numbers(self) -> list[Employee]:
        asked = list(dict.fromkeys(self.cleaned_data["numbers"].replace(",", " ").split()))
        if len(asked) > MOST_PEOPLE:
            raise ValidationError(f"Слишком много номеров: до {MOST_PEOPLE} на один листок.")
        found = list(whom.welcome().filter(number__in=asked))
        missing = sorted(set(asked) - {person.number for person in found})
        if missing:
            raise ValidationError(f"Пригласить нельзя — не работают здесь или вход закрыт: {', '.join(missing[:20])}.")
        return found

    def clean(self) -> dict:
        data = super().clean()
        if self.errors:
            return data
        unit, people = data["subdivision"], data["numbers"]
        if bool(unit) == bool(people):
            raise ValidationError("Выберите подразделение или впишите номера — что-то одно.")
        chosen = people or list(whom.of_subdivision(unit, data["whom"] == "new")[: MOST_PEOPLE + 1])
        if not chosen:
            raise ValidationError("Приглашать некого: все уже входили на портал.")
        if len(chosen) > MOST_PEOPLE:
            raise ValidationError(f"Больше {MOST_PEOPLE} человек: выберите подразделение поменьше.")
        self.people = chosen
        return data
