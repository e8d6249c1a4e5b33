"""Taking places in a shift and leaving them. The database refuses more than there are; a team takes all of its places or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from contests.campaigns import waiting, wording
from contests.models import CampaignPage, Enrolment, Shift, Waiting
from contests.wording import moment
from engagement import notices
from people.models import Employee

NOT_YET = "Запись ещё не открыта. Приходите к её началу — {}."
TOO_LATE = "Запись закрыта."
BEGUN = "Эта смена уже началась."
OTHER_TOWN = "Эта акция — для городов: {}. Не оттуда: {}."
OVERLAPS = "{} в это время уже в другой смене: {}."
TAKEN_ALREADY = "{} уже в этой смене."
GONE = "Эту смену только что отменили."
FULL = "Мест в этой смене больше нет."
TOO_FEW = "В этой смене {}, а вас {}."
ELSEWHERE = " Ещё можно: {}."
CALLED_TO_TEAM = "{} записывает вас в команду «{}»: «{}», {}. Не сможете — откажитесь на странице акции."
TEAM_GONE = "Команда «{}» больше не записана: «{}», {}."
ASK = " Или нажмите «Сообщить, если место освободится»."


class RefusedError(Exception):
    """Why there is no place; written for the person who asked."""


@dataclass(frozen=True)
class Team:
    """`people` come, the captain and the colleagues named among them."""

    name: str
    people: int
    colleagues: Sequence[Employee] = field(default_factory=list)


@transaction.atomic
def take(shift: Shift, employee: Employee, team: Team | None = None) -> Enrolment:
    """Gives the person, or the whole team, its places; a second call changes nothing. Raises `RefusedError`."""
    people = [employee, *(team.colleagues if team else ())]
    _lock([person.pk for person in people])
    shift = Shift.objects.select_related("campaign").get(pk=shift.pk)
    if found := Enrolment.objects.filter(shift=shift, employee=employee).first():
        return found
    _check(shift, people)
    seats = team.people if team else 1
    if not Shift.objects.with_places(seats).filter(pk=shift.pk).update(taken=F("taken") + seats):
        raise RefusedError(why_full(shift, seats))
    enrolment = _write(shift, employee, team)
    Waiting.objects.filter(shift=shift, employee__in=people).delete()
    waiting.forget_what_was_told_if_full(shift)
    return enrolment


def _lock(employee_ids: Sequence[int]) -> None:
    """One person's places are changed by one request at a time, and everybody locks in one order."""
    list(Employee.objects.select_for_update(no_key=True).filter(pk__in=employee_ids).order_by("pk").values_list("pk"))


def _check(shift: Shift, people: Sequence[Employee]) -> None:
    campaign = shift.campaign
    now = timezone.now()
    if now < campaign.signup_from:
        raise RefusedError(NOT_YET.format(moment(campaign.signup_from)))
    if not campaign.live or not campaign.takes_people:
        raise RefusedError(TOO_LATE)
    if shift.has_begun:
        raise RefusedError(BEGUN)
    _check_towns(campaign, people)
    _check_other_shifts(shift, people)


def _check_towns(campaign: CampaignPage, people: Sequence[Employee]) -> None:
    towns = campaign.town_names
    if not towns:
        return
    here = set(
        Employee.objects.filter(
            pk__in=[person.pk for person in people], posts__until=None, posts__place__town__in=towns
        ).values_list("pk", flat=True)
    )
    if away := [person.full_name for person in people if person.pk not in here]:
        raise RefusedError(OTHER_TOWN.format(", ".join(towns), ", ".join(away)))


def _check_other_shifts(shift: Shift, people: Sequence[Employee]) -> None:
    """Nobody is in two places at once, or twice in one."""
    there = Shift.objects.overlapping(shift.begins, shift.ends).filter(campaign=shift.campaign_id)
    held = Enrolment.objects.filter(shift__in=there, employee__in=people).select_related("shift", "employee").first()
    if held is None:
        return
    name = held.employee.full_name if held.employee_id != people[0].pk else "Вы"
    if held.shift_id == shift.pk:
        raise RefusedError(TAKEN_ALREADY.format(name))
    raise RefusedError(OVERLAPS.format(name, held.shift))


def _write(shift: Shift, employee: Employee, team: Team | None) -> Enrolment:
    if team is None:
        return Enrolment.objects.create(shift=shift, employee=employee)
    nameless = team.people - len(team.colleagues)
    captain = Enrolment.objects.create(shift=shift, employee=employee, seats=nameless, team_name=team.name)
    rows = [
        Enrolment(shift=shift, employee=colleague, team_name=team.name, captain=captain)
        for colleague in team.colleagues
    ]
    Enrolment.objects.bulk_create(rows)
    text = CALLED_TO_TEAM.format(employee.full_name, team.name, shift.campaign.title, shift)
    key = f"campaign:{shift.campaign_id}:team:{captain.pk}"
    notices.tell([row.employee_id for row in rows], text, shift.campaign.url, key=key)
    return captain


def why_full(shift: Shift, seats: int) -> str:
    """Kindly: with the other shifts that have places."""
    shift = Shift.objects.filter(pk=shift.pk).first()
    if shift is None:
        return GONE
    said = TOO_FEW.format(wording.places_left(shift), wording.counted(seats, wording.PEOPLE)) if shift.free else FULL
    others = Shift.objects.with_places(seats).filter(campaign=shift.campaign_id, begins__gt=timezone.now())
    named = [f"{other} ({wording.places_left(other)})" for other in others.exclude(pk=shift.pk)[:3]]
    return said + (ELSEWHERE.format("; ".join(named)) if named else "") + ("" if shift.free else ASK)


@transaction.atomic
def leave(shift: Shift, employee: Employee) -> int:
    """Frees the person's places, a captain those of the whole team; answers how many. Nobody leaves what has begun."""
    _lock([employee.pk])
    found = Enrolment.objects.filter(shift=shift, employee=employee).first()
    if found is None:
        return 0
    if shift.has_begun:
        raise RefusedError(BEGUN)
    return release(shift, found)


def release(shift: Shift, enrolment: Enrolment) -> int:
    """Deletes the enrolment, and those of the team if it is the captain's, and tells who waits."""
    team = list(Enrolment.objects.filter(captain=enrolment).values_list("pk", "employee"))
    if team:
        text = TEAM_GONE.format(enrolment.team_name, shift.campaign.title, shift)
        key = f"campaign:{shift.campaign_id}:team-gone:{enrolment.pk}"
        notices.tell([employee for _, employee in team], text, shift.campaign.url, key=key)
    freed = sum(_delete(pk) for pk in (enrolment.pk, *(pk for pk, _ in team)))
    Shift.objects.filter(pk=shift.pk).update(taken=F("taken") - freed)
    waiting.tell(shift)
    return freed


def _delete(pk: int) -> int:
    """The places the row held, if it is this call that deleted it."""
    seats = Enrolment.objects.filter(pk=pk).values_list("seats", flat=True).first()
    return seats if seats and Enrolment.objects.filter(pk=pk).delete()[0] else 0
