"""The people of the demo company: the written ones with portraits, and as many more as asked for."""

import json
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from django.utils import timezone
from wagtail.models import Collection

from accounts.models import User
from people import names
from people.finding import index
from people.importing.staff import Units
from people.models import Consent, Employee, Place, Post, Subdivision
from people.quiz import demo as quiz
from portal.demo import Demo, load_picture
from portal.images import Picture

DATA = Path(__file__).parent / "demo_data"
ACCOUNTS = {"reader": "pereverzentsev", "hr": "gladkoborodova", "press": "achoh", "jury": "hristorozhdestvensky"}
BATCH = 500
SHARE_WITH_FACE = 0.2


def load(demo: Demo) -> str:
    told = json.loads((DATA / "people.json").read_text(encoding="utf-8"))
    loader = _Loader(demo)
    new = [person for person in told if not Employee.objects.filter(number=person["number"]).exists()]
    for person in new:
        loader.add(person)
    _link(told, new)
    quiz.load(demo.seed)
    more = loader.add_generated(demo.employees - len(told))
    return f"{len(new)} people of {len(told)}, {more} generated"


def _link(told: list[dict], new: list[dict]) -> None:
    """Managers and accounts, once everybody is there."""
    found = {person["key"]: Employee.objects.get(number=person["number"]) for person in told}
    for person in new:
        if person["manager"]:
            Employee.objects.filter(pk=found[person["key"]].pk).update(manager=found[person["manager"]])
    for login, key in ACCOUNTS.items():
        user = User.objects.filter(username=login, is_demo=True, employee=None).first()
        if user and found[key].user_id is None:
            user.first_name, user.last_name = found[key].name, found[key].surname
            user.save()
            Employee.objects.filter(pk=found[key].pk).update(user=user)


class _Loader:
    def __init__(self, demo: Demo):
        self.demo, self.units, self.today = demo, Units(), timezone.localdate()
        self.slugs = set(Employee.objects.values_list("slug", flat=True))
        root = Collection.get_first_root_node()
        self.portraits = Collection.objects.filter(name="Портреты").first() or root.add_child(name="Портреты")

    def add(self, told: dict) -> None:
        employee = Employee.objects.create(
            number=told["number"],
            slug=self._slug(told["surname"], told["name"]),
            sex=told["sex"],
            birth_date=self._birth_date(told),
            hired_on=self._hired_on(told),
            photo=self._portrait(told),
            helps_with="\n".join(told["help"]),
            **{name: told[name] for name in ("surname", "name", "patronymic", "phone", "mobile", "email", "about")},
        )
        place = Place.objects.get_or_create(town=told["town"], address=told["address"])[0]
        unit = self.units.of(tuple(told["subdivision"].split(" / ")))
        Post.objects.create(
            employee=employee,
            position=told["position"],
            subdivision=unit,
            place=place,
            is_head=told["head"],
            since=employee.hired_on,
        )
        consents = [
            Consent(employee=employee, purpose=purpose, source=Consent.Source.DEMO) for purpose in told["consents"]
        ]
        Consent.objects.bulk_create(consents)

    def _portrait(self, told: dict) -> Picture | None:
        if not told["portrait"]:
            return None
        full_name = f"{told['name']} {told['surname']}"
        picture = load_picture(DATA / "portraits" / told["portrait"], f"Портрет: {full_name}", full_name, "")
        Picture.objects.filter(pk=picture.pk).update(collection=self.portraits)
        return picture

    def _birth_date(self, told: dict) -> date:
        born = date.fromisoformat(told["birth_date"])
        if "birthday_in_days" not in told:
            return born
        day = self.today + timedelta(days=told["birthday_in_days"])
        return date(born.year, day.month, min(day.day, 28) if day.month == 2 else day.day)

    def _hired_on(self, told: dict) -> date:
        if "hired_days_ago" in told:
            return self.today - timedelta(days=told["hired_days_ago"])
        if "anniversary_in_days" not in told:
            return date.fromisoformat(told["hired_on"])
        day = self.today + timedelta(days=told["anniversary_in_days"])
        return date(self.today.year - told["years"], day.month, min(day.day, 28) if day.month == 2 else day.day)

    def _slug(self, surname: str, name: str) -> str:
        base = slug = names.slug(surname, name)
        number = 1
        while slug in self.slugs:
            number += 1
            slug = f"{base}-{number}"
        self.slugs.add(slug)
        return slug

    def add_generated(self, wanted: int) -> int:
        """So many people of chance, numbers from D1001; what stands already is kept."""
        present = Employee.objects.filter(number__gte="D1001", number__startswith="D").count()
        told = json.loads((DATA / "names.json").read_text(encoding="utf-8"))
        people = [self._generated(told, 1001 + index) for index in range(present, max(wanted, 0))]
        employees = [employee for employee, _ in people]
        for employee in employees:
            employee.sort_key = employee.made_sort_key()
        Employee.objects.bulk_create(employees, BATCH)
        for employee, post in people:
            post.employee = employee
        Post.objects.bulk_create([post for _, post in people], BATCH)
        with_face = [employee for employee in employees if employee.photo_id]
        consents = [Consent(employee=employee, purpose="photo", source=Consent.Source.DEMO) for employee in with_face]
        Consent.objects.bulk_create(consents, BATCH)
        index.reindex(employee.pk for employee in employees)
        return len(people)

    def _generated(self, told: dict, number: int) -> tuple[Employee, Post]:
        chance = self.demo.chance
        sex = chance.choice(["female", "male"])
        surname, name = chance.choice(told[sex]["surnames"]), chance.choice(told[sex]["names"])
        hired = self.today - timedelta(days=chance.randrange(30, 12_000))
        employee = Employee(
            number=f"D{number}",
            slug=self._slug(surname, name),
            surname=surname,
            name=name,
            patronymic=chance.choice(told[sex]["patronymics"]),
            sex=sex[0],
            birth_date=hired - timedelta(days=chance.randrange(7_000, 12_000)),
            hired_on=hired,
            phone=f"{chance.randrange(10, 99)}-{chance.randrange(10, 99)}",
            photo=chance.choice(self._faces[sex]) if chance.random() < SHARE_WITH_FACE else None,
        )
        branch = chance.choice(self._branches)
        post = Post(
            position=chance.choice(told["positions"]),
            subdivision=self.units.of((branch.name, *chance.choice(told["units"]).split(" / "))),
            place=chance.choice(self._places),
            since=hired,
        )
        return employee, post

    @cached_property
    def _faces(self) -> dict[str, list[Picture]]:
        shown = Picture.objects.exclude(portrait_of=None).distinct()
        return {sex: list(shown.filter(portrait_of__sex=sex[0])) for sex in ("female", "male")}

    @cached_property
    def _branches(self) -> list[Subdivision]:
        return [unit for path, unit in self.units.by_path.items() if len(path) == 1]

    @cached_property
    def _places(self) -> list[Place]:
        return list(Place.objects.all())
