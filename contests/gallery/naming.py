"""How the makers of a work are called: a child by first name and age alone, without the employee whose surname would tell the
child's; and nobody while names are hidden."""

from __future__ import annotations

from dataclasses import dataclass, field

from contests.models import Work
from people.models import Employee

Kind = Work.Kind
RELATED = {Work.Relation.CHILD: "ребёнок сотрудника", Work.Relation.GRANDCHILD: "внук или внучка сотрудника"}


@dataclass(frozen=True)
class Makers:
    """`name` and `note` are words; `people` are employees with their faces, empty while names are hidden."""

    name: str = ""
    note: str = ""
    people: list[Employee] = field(default_factory=list)


def makers(work: Work, *, hidden: bool) -> Makers:
    """A child's first name tells colleagues whose work it is, as a team's name may: both wait for the results too."""
    if hidden:
        return Makers(note=_kind_of(work))
    if work.kind == Kind.TEAM:
        members = [member.employee for member in work.members.all()]
        return Makers(name=work.team_name or "Команда", people=[work.author, *members])
    if work.kind == Kind.FAMILY:
        return Makers(name=_child(work), note=RELATED.get(work.relation, ""))
    return Makers(people=[work.author])


def _kind_of(work: Work) -> str:
    if work.kind == Kind.FAMILY:
        return ", ".join(filter(None, ["Детская работа", work.get_child_age_display()]))
    return "Работа команды" if work.kind == Kind.TEAM else ""


def _child(work: Work) -> str:
    """«Соня, 7–10 лет»; after the names of children are forgotten, «Ребёнок»."""
    return ", ".join(filter(None, [work.child_name or "Ребёнок", work.get_child_age_display()]))
