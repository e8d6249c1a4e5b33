"""«Сдвинуть этап»: which one, to what moment, and why; people are told the reason."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from wagtail.admin.widgets import AdminDateTimeInput

from contests import stages
from contests.models import ContestPage, StageMoment
from contests.moving import why_not
from contests.stages import Stage

OUT_OF_ORDER = "Этап «{}» оказался бы раньше предыдущего. Сначала сдвиньте его."
REASON = StageMoment._meta.get_field("reason").max_length
CALLED = {Stage.REVIEW: "Конец приёма работ"}


class ShiftForm(forms.Form):
    """Offers the stages this contest has."""

    stage = forms.ChoiceField(label="Что сдвинуть")
    begins = forms.DateTimeField(label="Новый момент", widget=AdminDateTimeInput)
    reason = forms.CharField(
        label="Почему", max_length=REASON, help_text="Прочитают участники и все, кто откроет страницу конкурса."
    )

    def __init__(self, contest: ContestPage, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.contest = contest
        shown = [(span.stage.value, CALLED.get(span.stage, span.stage.label)) for span in contest.spans]
        self.fields["stage"].choices = shown
        coming = [span.stage.value for span in contest.spans if span.begins > timezone.now()]
        self.fields["stage"].initial = next(iter(coming), None)

    def clean_stage(self) -> Stage:
        return Stage(self.cleaned_data["stage"])

    def clean_begins(self):
        begins, stage = self.cleaned_data["begins"], self.cleaned_data.get("stage")
        if stage is None:
            return begins
        if wrong := why_not(self.contest.moments, stage, begins, timezone.now()):
            raise forms.ValidationError(wrong)
        if late := stages.disorder(self.contest.moments | {stage: begins}):
            raise forms.ValidationError(OUT_OF_ORDER.format(late.label))
        if self.contest.moments[stage] == begins:
            raise forms.ValidationError("Этап и так начинается в этот момент.")
        return begins
