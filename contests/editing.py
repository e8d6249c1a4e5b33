"""The editor's form of a contest: what has begun is not moved, what works, reviews and answers hang on is not removed."""

from __future__ import annotations

from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm

from contests.moving import why_not
from contests.stages import TIMED

HELD = ("nominations", "fields", "criteria", "jury")
FORMULA = ("people_share", "weighted", "blind")
AGREED = "Оценивать уже начали: это условие объявлено, и его не меняют на ходу."
JUDGING = "Жюри уже судит: критерии и веса объявлены, и их не меняют на ходу."


class ContestForm(WagtailAdminPageForm):
    """Says in the editor what the database would refuse with an error."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if jury := self.formsets.get("jury"):
            jury.form = _judging_only(jury.form, self.instance.pk)

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            self._check_moments(cleaned)
        return cleaned

    def is_valid(self):
        valid = super().is_valid()
        if not self.instance.pk:
            return valid
        return all([valid, self._keeps_what_is_held(), self._keeps_criteria()])

    def _check_moments(self, cleaned: dict) -> None:
        published = type(self.instance).objects.get(pk=self.instance.pk)
        if not published.live:
            return
        for stage in TIMED:
            name = f"{stage.value}_from"
            if name in self.fields and (wrong := why_not(published.moments, stage, cleaned.get(name), timezone.now())):
                self.add_error(name, wrong)
        if any(moment and moment <= timezone.now() for moment in (published.voting_from, published.jury_from)):
            for name in FORMULA:
                if name in cleaned and cleaned[name] != getattr(published, name):
                    self.add_error(name, AGREED)

    def _keeps_what_is_held(self) -> bool:
        """Compares with the database, not with the form: a draft may have removed a row before somebody used it."""
        kept = [_keeps(formset, self.instance.pk) for name, formset in self.formsets.items() if name in HELD]
        return all(kept)

    def _keeps_criteria(self) -> bool:
        """From the first instant of the jury's stage on: otherwise marks of one work would not be of one kind."""
        published = type(self.instance).objects.live().filter(pk=self.instance.pk, jury_from__lte=timezone.now())
        formset = self.formsets.get("criteria")
        if formset is None or not published.exists():
            return True
        changed = [
            form for form in formset.forms if {"weight", "most"} & set(form.changed_data) or not form.instance.pk
        ]
        for form in changed:
            form.errors.setdefault("__all__", form.error_class()).append(JUDGING)
        return not changed


def _judging_only(form_class: type, contest_pk: int | None) -> type:
    """A member of the jury is offered the nominations of this contest."""

    class SeatForm(form_class):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            nominations = self.fields["nominations"]
            nominations.queryset = nominations.queryset.filter(contest=contest_pk)

    return SeatForm


def _keeps(formset, contest_pk: int) -> bool:
    forms = {form.instance.pk: form for form in formset.forms if form.instance.pk}
    removed = {form.instance.pk for form in getattr(formset, "deleted_forms", ())}
    kept = True
    for row in formset.model.objects.filter(contest=contest_pk):
        form = forms.get(row.pk)
        goes = form is None or row.pk in removed
        changes_kind = form is not None and "kind" in form.changed_data
        if (goes or changes_kind) and (reason := row.why_kept()):
            _refuse(formset, form, f"«{row}»: {reason}")
            kept = False
    return kept


def _refuse(formset, form, reason: str) -> None:
    """The row is shown again with the reason."""
    if form is None:
        formset.non_form_errors().append(reason)
        return
    form.data = form.data.copy()
    form.data[form.add_prefix("DELETE")] = ""
    form.errors.setdefault("__all__", form.error_class()).append(reason)
