"""What contests keep of a person: told in the dossier, and how it goes with the person."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from contests.afterwards import families
from contests.diplomas import names
from contests.diplomas.names import Named
from contests.models import Diploma, PaperRun, Participation, Review, Work
from contests.papers import runs
from people.consents import dossier, erasure
from people.models import Employee
from portal import pagecache

UNSENT = (Work.State.DRAFT, Work.State.WITHDRAWN)


@erasure.register
def erase_works(employee: Employee) -> list[str]:
    """Sent works stay, signed «Бывший сотрудник»; what was never sent goes, and the names of the person's children."""
    unsent = Work.objects.filter(author=employee, state__in=UNSENT, number=None)
    gone = sum(_erase(work) for work in unsent)
    families.forget_file_names(Work.objects.filter(author=employee))
    children = Work.objects.filter(author=employee, kind=Work.Kind.FAMILY).exclude(child_name="", relation="")
    named = children.update(child_name="", relation="")
    pagecache.bump("pages")
    return [f"черновики конкурсных работ: {gone}, имена детей: {named}"] if gone or named else []


@erasure.register
def erase_diplomas(employee: Employee) -> list[str]:
    """The number stays, so that it is never given to anybody else."""
    names.forget(Named.of(employee))
    given = Diploma.objects.filter(employee=employee)
    contests = set(given.values_list("contest", flat=True))
    count = given.filter(work__kind=Work.Kind.FAMILY).update(printed_name="", public_name="")
    count += given.exclude(work__kind=Work.Kind.FAMILY).update(printed_name=erasure.NAME, public_name=erasure.NAME)
    runs.forget(PaperRun.objects.filter(contest__in=contests | _contests(employee)))
    return [f"имя на дипломах: {count}"] if count else []


@erasure.register
def erase_remarks(employee: Employee) -> list[str]:
    """Scores stay, for places rest upon them; words go."""
    count = Review.objects.filter(member__employee=employee).exclude(remark="").update(remark="")
    return [f"замечания жюри: {count}"] if count else []


def _contests(employee: Employee) -> set[int]:
    return set(Work.objects.of_person(employee.pk).values_list("contest", flat=True))


def _erase(work: Work) -> int:
    """With its pictures and files; 1, for counting."""
    pictures = [row.picture for row in work.pictures.select_related("picture")]
    stored = [row.file.name for row in work.files.all()]
    work.delete()
    for picture in pictures:
        picture.delete()
    transaction.on_commit(lambda: [default_storage.delete(name) for name in stored])
    return 1


def told(employee: Employee) -> dict[str, object]:
    """For the dossier."""
    diplomas = Diploma.objects.filter(employee=employee).select_related("contest").order_by("year", "running")
    reviews = Review.objects.filter(member__employee=employee).select_related("work__contest")
    return {
        "работы": [_work(work) for work in _works(employee)],
        "дипломы": [
            {"номер": one.number, "конкурс": one.contest.title, "имя": one.printed_name, "отозван": one.revoked_at}
            for one in diplomas
        ],
        "голосование": list(Participation.objects.filter(employee=employee).values_list("contest__title", flat=True)),
        "в жюри": [
            {"конкурс": one.work.contest.title, "работа": one.work.number, "замечание": one.remark} for one in reviews
        ],
    }


def _works(employee: Employee) -> QuerySet[Work]:
    """Those the person made, sent, or stands in as one of a team."""
    theirs = Work.objects.of_person(employee.pk) | Work.objects.filter(members__employee=employee)
    return theirs.select_related("contest", "nomination").distinct().order_by("pk")


def _work(work: Work) -> dict[str, object]:
    return {
        "конкурс": work.contest.title,
        "номер": work.number,
        "название": work.title,
        "состояние": work.get_state_display(),
        "ответы": work.answers,
        "имя ребёнка": work.child_name,
    }


dossier.register("Конкурсы", told)
