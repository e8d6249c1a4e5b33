"""Which pages show or name a person, by Wagtail's reference index."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, ReferenceIndex

from people.models import Depicted, Employee
from portal.images import Picture


def pages_of(employee: Employee) -> set[int]:
    """Pages that refer to the employee, to the portrait, or to a picture he or she is in."""
    to_person = Q(to_content_type=ContentType.objects.get_for_model(Employee), to_object_id=str(employee.pk))
    return _pages(to_person) | pages_with(pictures_of(employee))


def pictures_of(employee: Employee) -> set[int]:
    """The portrait and the pictures he or she is in."""
    pictures = set(Depicted.objects.filter(employee=employee).values_list("picture_id", flat=True))
    return pictures | ({employee.photo_id} - {None})


def pages_with(pictures: set[int]) -> set[int]:
    """Pages that show one of these pictures."""
    of_type = ContentType.objects.get_for_model(Picture)
    return _pages(Q(to_content_type=of_type, to_object_id__in=[str(pk) for pk in pictures]))


def _pages(condition: Q) -> set[int]:
    found = ReferenceIndex.objects.filter(condition, base_content_type=ContentType.objects.get_for_model(Page))
    return {int(pk) for pk in found.values_list("object_id", flat=True)}
