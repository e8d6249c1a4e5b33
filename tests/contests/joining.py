"""What tests of campaigns do: somebody signed in joins a shift."""

from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from accounts.factories import UserFactory
from people.factories import EmployeeFactory


def participant(**values) -> Client:
    """A signed-in employee; `client.employee` is who."""
    client = Client()
    client.employee = EmployeeFactory(user=UserFactory(), **values)
    client.force_login(client.employee.user)
    return client


def press(client: Client, shift, act: str = "take"):
    return client.post(reverse("contests:shift", args=[shift.campaign.slug, shift.pk]), {"act": act})


def said(answer) -> str:
    """What the person is told, with ordinary spaces."""
    return " ".join(str(message) for message in get_messages(answer.wsgi_request)).replace("\xa0", " ")


def form_team(client: Client, shift, people: int, colleagues=(), **more):
    data = {"name": "Сварные", "people": people, "colleague": [person.slug for person in colleagues]} | more
    return client.post(reverse("contests:team", args=[shift.campaign.slug, shift.pk]), data)
