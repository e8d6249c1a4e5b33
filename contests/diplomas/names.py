"""Names in the case the wording asks for: what HR corrected once, else by the rules of pytrovich (decision 9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pytrovich.detector import PetrovichGenderDetector
from pytrovich.enums import Case as Bent
from pytrovich.enums import Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

from contests.diplomas.wording import Case
from contests.models import NameForm
from people.models import Employee
from people.names import PATRONYMIC_PARTICLES

_maker = PetrovichDeclinationMaker()
_detector = PetrovichGenderDetector()
BENT = {Case.DATIVE: Bent.DATIVE, Case.ACCUSATIVE: Bent.ACCUSATIVE}
GENDERS = {Employee.Sex.FEMALE: Gender.FEMALE, Employee.Sex.MALE: Gender.MALE}


@dataclass(frozen=True)
class Named:
    """A name in its parts; a child has a first name alone, and nobody has told its sex."""

    name: str
    surname: str = ""
    patronymic: str = ""
    sex: str = ""

    @classmethod
    def of(cls, employee: Employee) -> Named:
        return cls(employee.name, employee.surname, employee.patronymic, employee.sex)

    @property
    def nominative(self) -> str:
        return " ".join(filter(None, (self.surname, self.name, self.patronymic)))


def forms(people: Iterable[Named], case: str) -> dict[Named, str]:
    """How each is written in this case, in one query."""
    asked = list(people)
    known = NameForm.objects.filter(case=case, nominative__in={person.nominative for person in asked})
    corrected = dict(known.values_list("nominative", "form"))
    return {person: _remembered(person, corrected) or by_rules(person, case) for person in asked}


def _remembered(person: Named, corrected: dict[str, str]) -> str:
    """Corrections are of full names: of a child's first name HR may have made more than it is."""
    return corrected.get(person.nominative, "") if person.surname else ""


def by_rules(person: Named, case: str) -> str:
    """What the rules alone say; never empty for a name that is not."""
    if case not in BENT:
        return person.nominative
    gender = GENDERS.get(person.sex) or _detector.detect(firstname=person.name)
    bent = BENT[Case(case)]
    parts = (
        (NamePart.LASTNAME, person.surname),
        (NamePart.FIRSTNAME, person.name),
        (NamePart.MIDDLENAME, person.patronymic),
    )
    return " ".join(_bend(part, gender, bent, text) for part, text in parts if text)


def remember(person: Named, case: str, form: str) -> None:
    """HR wrote this name so: the next time it is proposed. What the rules say anyway is not kept."""
    if not person.surname:
        return
    if form == by_rules(person, case):
        NameForm.objects.filter(nominative=person.nominative, case=case).delete()
        return
    NameForm.objects.update_or_create(nominative=person.nominative, case=case, defaults={"form": form})


def forget(person: Named) -> None:
    """A name that is erased everywhere."""
    NameForm.objects.filter(nominative=person.nominative).delete()


def _bend(part: NamePart, gender: Gender, bent: Bent, text: str) -> str:
    """«Мамед оглы» stays as it is: the particle is what is bent nowhere."""
    if text.split()[-1].lower() in PATRONYMIC_PARTICLES:
        return text
    return _maker.make(part, gender, bent, text)
