"""Faces in the shell (the hole «me»: one's own page for an employee, the account for others) and their sizes made ahead."""

from django.db.models.signals import post_save
from django.http import HttpRequest
from django.template.loader import render_to_string

from accounts.face import me as account
from people.consents import withholding
from people.models import Employee
from portal import holes, renditions


def me(request: HttpRequest) -> str:
    link = account(request)
    if not request.user.is_authenticated:
        return link
    person = Employee.objects.with_faces().prefetch_related("photo__renditions").filter(user_id=request.user.pk).first()
    return link + render_to_string("people/me.html", {"person": person}) if person else link


def photo_chosen(instance: Employee, **kwargs) -> None:
    """Has the sizes of a new photo made ahead."""
    if not instance.photo_id or instance.photo.renditions.exists():
        return
    if not withholding.is_withheld(instance.photo_id):
        renditions.make_soon([instance.photo_id], renditions.OF_PEOPLE)


def register() -> None:
    post_save.connect(photo_chosen, sender=Employee, dispatch_uid="face")
    holes.register("me", me, of_person=True)
