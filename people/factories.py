"""Employees for tests, with a post in a unit and a town."""

import factory

from people.models import Consent, Employee, Place, Post, Purpose, Subdivision
from portal.factories import PictureFactory


def unit(*path: str) -> Subdivision:
    """The unit of this path, made if missing: `unit("Управление", "Бухгалтерия")`."""
    found = None
    for depth, name in enumerate(path, start=1):
        siblings = Subdivision.objects.filter(depth=1) if found is None else found.get_children()
        existing = siblings.filter(name=name).first()
        slug = f"unit-{Subdivision.objects.count()}-{depth}"
        if existing is None and found is None:
            existing = Subdivision.add_root(name=name, slug=slug)
        elif existing is None:
            existing = Subdivision.objects.get(pk=found.pk).add_child(name=name, slug=slug)
        found = existing
    return found


class EmployeeFactory(factory.django.DjangoModelFactory):
    """`EmployeeFactory(surname="Иванов", post="Мастер", post__town="Майкоп", shown=True)`: shown with face and consent."""

    class Meta:
        model = Employee
        skip_postgeneration_save = True

    number = factory.Sequence(lambda n: f"9{n:05}")
    slug = factory.Sequence(lambda n: f"person-{n}")
    surname = "Переверзенцев"
    name = "Виктор"
    patronymic = "Александрович"
    sex = Employee.Sex.MALE

    @factory.post_generation
    def consents(self, create, purposes, **kwargs):
        for purpose in purposes or []:
            Consent.objects.create(employee=self, purpose=purpose, source=Consent.Source.PAPER)

    @factory.post_generation
    def shown(self, create, shown, **kwargs):
        if shown:
            self.photo = PictureFactory()
            self.save()
            Consent.objects.create(employee=self, purpose=Purpose.PHOTO, source=Consent.Source.PAPER)

    @factory.post_generation
    def post(self, create, position, town="Тихорецк", units=("Тихорецкие тепловые сети",), **kwargs):
        place = Place.objects.get_or_create(town=town, address="")[0]
        subdivision = unit(*units)
        Post.objects.create(
            employee=self, position=position or "Слесарь", subdivision=subdivision, place=place, **kwargs
        )
