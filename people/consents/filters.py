"""The filter of the register; it is its address, so that HR can keep it."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet

from people.finding import matching
from people.models import Consent, Employee, Purpose, Subdivision

STATES = [("", "любые"), ("stands", "действуют"), ("withdrawn", "отозваны")]


class RegisterFilter(forms.Form):
    """Every field may stay empty."""

    who = forms.CharField(label="Кто", required=False, max_length=100)
    purpose = forms.ChoiceField(label="На что", required=False, choices=[("", "всё"), *Purpose.choices])
    state = forms.ChoiceField(label="Состояние", required=False, choices=STATES)
    source = forms.ChoiceField(label="Как дано", required=False, choices=[("", "как угодно"), *Consent.Source.choices])
    unit = forms.ModelChoiceField(
        Subdivision.objects.filter(depth=1), label="Подразделение", required=False, empty_label="все"
    )
    since = forms.DateField(label="Дано с", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="по", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def query(self) -> str:
        """For links: what was chosen, without the page; empty, or ending in «&»."""
        kept = self.data.copy()
        kept.pop("page", None)
        return f"{kept.urlencode()}&" if kept else ""

    def narrowed(self, consents: QuerySet[Consent]) -> QuerySet[Consent]:
        """Those that fit."""
        given = self.cleaned_data
        for field in ("purpose", "source"):
            if given[field]:
                consents = consents.filter(**{field: given[field]})
        if given["state"]:
            consents = consents.filter(withdrawn_at__isnull=given["state"] == "stands")
        if given["since"]:
            consents = consents.filter(given_at__date__gte=given["since"])
        if given["until"]:
            consents = consents.filter(given_at__date__lte=given["until"])
        return self._of_people(consents)

    def _of_people(self, consents: QuerySet[Consent]) -> QuerySet[Consent]:
        if self.cleaned_data["unit"]:
            path = self.cleaned_data["unit"].path
            here = Employee.objects.filter(posts__until=None, posts__subdivision__path__startswith=path)
            consents = consents.filter(employee__in=here.values("pk"))
        if typed := self.cleaned_data["who"].strip():
            attempt = matching.understand(typed)
            found = matching.fitting(attempt).values("pk") if attempt else []
            consents = consents.filter(employee__in=found)
        return consents
