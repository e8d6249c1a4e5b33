"""What people may say of themselves. Everything else that is posted is ignored."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from people.finding import matching
from people.models import Absence, Employee, ProposedChange

AMBIGUOUS = 5
PHONE = re.compile(r"\+?[0-9(][0-9() -]*")


class OwnProfileForm(forms.ModelForm):
    """The fields that are the employee's own."""

    class Meta:
        model = Employee
        fields = ("mobile", "messenger", "helps_with", "interests", "about")
        widgets = {
            "mobile": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
            "messenger": forms.TextInput(attrs={"autocapitalize": "off", "spellcheck": "false", "placeholder": "@"}),
            "helps_with": forms.Textarea(attrs={"rows": 3}),
            "interests": forms.Textarea(attrs={"rows": 2}),
            "about": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {"mobile": "Его увидят все сотрудники. Не хотите — оставьте пустым."}

    def save(self, commit=True):
        if "mobile" in self.changed_data:
            self.instance.mobile_written_at, self.instance.mobile_checked_at = timezone.now(), None
        return super().save(commit)

    def clean_mobile(self):
        mobile = self.cleaned_data["mobile"].strip()
        if mobile and not PHONE.fullmatch(mobile):
            raise ValidationError("Номер — это цифры, пробелы и скобки: +7 900 000-11-47.")
        if mobile and not 5 <= len(re.sub("[^0-9]", "", mobile)) <= 15:
            raise ValidationError("Похоже, в номере не хватает цифр или они лишние.")
        return mobile


class AbsenceForm(forms.ModelForm):
    """Days away. The stand-in is named as one would say it: «Анна Ковтун», «Ковтун», a number."""

    stand_in_name = forms.CharField(
        label="Кто замещает",
        required=False,
        max_length=100,
        help_text="Фамилия и имя или табельный номер. Можно не указывать.",
    )

    class Meta:
        model = Absence
        fields = ("kind", "since", "until")
        widgets = {name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in ("since", "until")}

    def clean_stand_in_name(self):
        typed = self.cleaned_data["stand_in_name"].strip()
        self.instance.stand_in = _meant(typed) if typed else None
        if self.instance.stand_in == self.instance.employee:
            raise ValidationError("Замещать себя нельзя: назовите коллегу.")
        return typed


class ProposalForm(forms.ModelForm):
    """What is wrong in the official data."""

    class Meta:
        model = ProposedChange
        fields = ("field", "value", "comment")
        widgets = {"comment": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"value": "Дату — так: 17.04.1980.", "comment": "Если кадрам надо что-то знать. Необязательно."}


def _meant(typed: str) -> Employee:
    attempt = matching.understand(typed)
    found = list(matching.by_relevance(attempt)[: AMBIGUOUS + 1]) if attempt else []
    exact = [
        person for person in found if typed.lower() in {str(person).lower(), person.full_name.lower(), person.number}
    ]
    chosen = exact or found
    if not chosen:
        raise ValidationError("Такого коллеги не нашлось.")
    if len(chosen) > 1:
        names = "; ".join(f"{person} ({person.number})" for person in chosen[:AMBIGUOUS])
        raise ValidationError(f"Подходит не один человек: {names}. Впишите табельный номер.")
    return chosen[0]
