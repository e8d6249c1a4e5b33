"""The forms of an entrant: who enters, and the entry form that HR made, with only what this contest takes."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError

from contests.entering import fields as asked_fields
from contests.entering import people
from contests.entering.consent import WORDS
from contests.entering.fields import IN_FILES, answer_name
from contests.models import ContestPage, EntryField, Work

PAPER = "paper"
ENTRANTS = {
    Work.Kind.EMPLOYEE: "Я",
    Work.Kind.TEAM: "Моя команда",
    Work.Kind.FAMILY: "Мой ребёнок или внук",
    PAPER: "Коллега без телефона: подаю за него",
}
ONE_WORD = re.compile(r"[А-ЯЁа-яёA-Za-z]+(-[А-ЯЁа-яёA-Za-z]+)*")
NEEDS_TEAM = "Добавьте хотя бы одного коллегу: команда — это двое и больше."
NEEDS_FILE = "Без этого работу не отправить."


def entrants(contest: ContestPage) -> list[tuple[str, str]]:
    """Who may enter this contest."""
    takes = {
        Work.Kind.EMPLOYEE: contest.takes_employees,
        Work.Kind.TEAM: contest.takes_teams,
        Work.Kind.FAMILY: contest.takes_families,
        PAPER: contest.takes_paper and contest.takes_employees,
    }
    return [(kind, label) for kind, label in ENTRANTS.items() if takes[kind]]


class StartForm(forms.Form):
    """Who enters. For a colleague: who it is, by name, then the one of those who were found."""

    entrant = forms.ChoiceField(label="Кто участвует", widget=forms.RadioSelect)
    who = forms.CharField(label="Фамилия и имя коллеги", max_length=120, required=False)
    colleague = forms.SlugField(required=False)

    def __init__(self, contest: ContestPage, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        may = entrants(contest)
        self.fields["entrant"].choices = may
        self.takes_paper = PAPER in dict(may)
        if len(may) == 1:
            self.fields["entrant"].widget = forms.HiddenInput()
            self.initial["entrant"] = may[0][0]
        else:
            self.initial.setdefault("entrant", may[0][0])
        self.offered: list = []

    def clean(self):
        said = super().clean()
        self.author = None
        if said.get("entrant") != PAPER:
            return said
        found = people.chosen([said.get("colleague", "")])
        if found:
            self.author = found[0]
            return said
        self.offered = people.offered(said.get("who", ""))
        self.add_error("who", "Кто из них?" if self.offered else people.NOBODY)
        return said


class EntryForm(forms.Form):
    """The entry form. A draft may lack anything (`whole=False`); what is typed and fits is kept even if the rest is wrong."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    title = forms.CharField(label="Название работы", max_length=160)

    def __init__(self, work: Work, questions: list[EntryField], data=None, *, whole: bool = False):
        super().__init__(data, initial=_initial(work))
        self.use_required_attribute = False
        self.work, self.questions, self.whole = work, questions, whole
        self._ask_nomination()
        if work.kind == Work.Kind.TEAM:
            self._ask_team()
        if work.kind == Work.Kind.FAMILY:
            self._ask_family()
        for question in questions:
            if field := asked_fields.asked(question):
                self.fields[answer_name(question)] = field

    def _ask_nomination(self) -> None:
        """Not asked where there is but one."""
        nominations = self.work.contest.nominations.all()
        self.only = nominations[0] if len(nominations) == 1 else None
        if self.only is None:
            self.fields["nomination"] = forms.ModelChoiceField(
                nominations, label="Номинация", empty_label="— выберите —"
            )

    def _ask_team(self) -> None:
        self.fields["team_name"] = forms.CharField(label="Название команды", max_length=120, required=False)
        self.fields["who"] = forms.CharField(
            label="Кого добавить", max_length=120, required=False, help_text="Фамилия или имя коллеги."
        )

    def _ask_family(self) -> None:
        for name, label, widget, choices in (
            ("relation", "Кем приходится вам ребёнок", forms.RadioSelect, Work.Relation.choices),
            ("child_age", "Сколько лет", forms.RadioSelect, Work.Age.choices),
        ):
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, widget=widget)
        self.fields["child_name"] = forms.CharField(
            label="Имя ребёнка", max_length=40, help_text="Только имя, без фамилии."
        )
        self.fields["agrees"] = forms.BooleanField(
            label=WORDS,
            error_messages={"required": "Без согласия родителя работу ребёнка отправить нельзя."},
        )

    def full_clean(self) -> None:
        """A draft may lack anything; its page says all the same what will be needed."""
        needed = [field for field in self.fields.values() if field.required]
        for field in needed:
            field.required = self.whole
        super().full_clean()
        for field in needed:
            field.required = True

    def clean_child_name(self) -> str:
        name = self.cleaned_data["child_name"]
        if name and not ONE_WORD.fullmatch(name):
            raise ValidationError("Только имя, одним словом и без фамилии.")
        return name

    def clean(self):
        said = super().clean()
        self.members = people.chosen(self.data.getlist("member")) if "who" in self.fields else []
        self.members = [person for person in self.members if person.pk != self.work.author_id][: people.MOST_IN_TEAM]
        if self.whole and "who" in self.fields and not self.members:
            self.add_error("who", NEEDS_TEAM)
        return said

    def lacking(self) -> list[EntryField]:
        """Required questions that neither a file nor an address answers yet."""
        answered = {picture.field for picture in self.work.pictures.all()} | {f.field for f in self.work.files.all()}
        answered |= {question.key for question in self.questions if self.cleaned_data.get(answer_name(question))}
        return [q for q in self.questions if q.required and q.kind in IN_FILES and q.key not in answered]

    @property
    def head(self) -> list[forms.BoundField]:
        """The fields that stand before HR's questions."""
        order = ("nomination", "title", "team_name", "child_name", "relation", "child_age")
        return [self[name] for name in order if name in self.fields]


def _initial(work: Work) -> dict[str, object]:
    plain = ("title", "version", "nomination", "team_name", "child_name", "relation", "child_age")
    answers = {f"answer-{key}": answer for key, answer in work.answers.items()}
    return {name: getattr(work, name) for name in plain} | answers | {"agrees": work.parent_agreed_at is not None}
