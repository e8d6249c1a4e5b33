"""Who holds an article and until when; the moment at which the issue comes out."""

from __future__ import annotations

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from accounts.roles import Role
from magazine.models import Assignment

MOST_EDITORS = 200


def editors() -> list[tuple[int, str]]:
    """Who may hold an article: the press and administrators."""
    groups = [Role.PRESS.label, Role.ADMIN.label]
    found = get_user_model().objects.filter(is_active=True, groups__name__in=groups).distinct()
    return [(user.pk, name_of(user)) for user in found.order_by("last_name", "first_name", "username")[:MOST_EDITORS]]


def name_of(user) -> str:
    return user.get_full_name() or user.get_username()


class AssignmentForm(forms.ModelForm):
    """One line of the desk; the choices are asked once for all of them."""

    class Meta:
        model = Assignment
        fields = ("responsible", "due")
        widgets = {"due": AdminDateInput}

    def __init__(self, choices: list[tuple[int, str]], *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["responsible"]
        known = {pk for pk, _ in choices}
        present = self.instance.responsible
        more = [(present.pk, name_of(present))] if present and present.pk not in known else []
        field.choices = [("", "ничей"), *more, *choices]
        for bound, label in (("responsible", "У кого материал"), ("due", "Сдать до")):
            self.fields[bound].widget.attrs["aria-label"] = f"{label}: {self.instance.article.title}"


class ReleaseForm(forms.Form):
    """Now if empty."""

    at = forms.DateTimeField(
        label="Выпустить в",
        required=False,
        widget=AdminDateTimeInput,
        help_text="Номер и все его материалы появятся в этот момент. Пусто — сразу.",
    )

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at and at <= timezone.now():
            raise forms.ValidationError("Это время уже прошло.")
        return at
