"""Forms of the desk: a shift, why it is cancelled, words of thanks."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from wagtail.admin.widgets import AdminDateTimeInput

from contests.campaigns import changing
from contests.campaigns.thanking import WORDS
from contests.campaigns.wording import PEOPLE, PLACES, counted, span
from contests.models import CampaignThanks, Shift

FEWER = "Занято уже {}. Меньше сделать нельзя: сначала попросите кого-нибудь перейти в другую смену."
OUTSIDE = "Смена должна быть внутри акции: {}."
TWICE = "В это время {} из этой смены уже в другой. Сначала договоритесь с ними."
BEGUN = "Смена уже началась, её не перенести."
WHAT_MOVES = ("begins", "ends", "where")


class ShiftForm(forms.ModelForm):
    """Call it inside a transaction: the shift is locked while it is checked, so that nobody takes a place meanwhile."""

    reason = forms.CharField(
        label="Почему меняется",
        max_length=120,
        required=False,
        help_text="Если сдвинутся время или место, записавшимся придёт уведомление с этими словами.",
    )

    class Meta:
        model = Shift
        fields = ["title", "where", "begins", "ends", "capacity"]
        widgets = {"begins": AdminDateTimeInput, "ends": AdminDateTimeInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["reason"]

    @property
    def moved(self) -> bool:
        return any(name in self.changed_data for name in WHAT_MOVES)

    def clean_capacity(self) -> int | None:
        capacity = self.cleaned_data["capacity"]
        if capacity is not None and capacity < self.instance.taken:
            raise forms.ValidationError(FEWER.format(counted(self.instance.taken, PLACES)))
        return capacity

    def clean(self):
        cleaned = super().clean()
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and begins < ends:
            self._check_hours(begins, ends)
        return cleaned

    def _check_hours(self, begins, ends) -> None:
        campaign, held = self.instance.campaign, self.instance.pk and Shift.objects.get(pk=self.instance.pk)
        if begins < campaign.starts_at or ends > campaign.ends_at:
            self.add_error("begins", OUTSIDE.format(span(campaign.starts_at, campaign.ends_at)))
        if not held or (held.begins, held.ends) == (begins, ends):
            return
        if held.begins <= timezone.now():
            self.add_error("begins", BEGUN)
        if twice := changing.twice_at_once(held, begins, ends):
            self.add_error("begins", TWICE.format(counted(twice, PEOPLE)))


class CancelForm(forms.Form):
    """People read the reason."""

    reason = forms.CharField(label="Почему смены не будет", max_length=120)


class ThanksForm(forms.ModelForm):
    class Meta:
        model = CampaignThanks
        fields = ["text"]
        labels = {"text": "Слова участникам"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"text": WORDS}, **kwargs)
