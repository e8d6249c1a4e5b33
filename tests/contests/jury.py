"""A member of a jury at work, for tests."""

from django.test import Client

from accounts.factories import UserFactory
from accounts.roles import Role
from people.factories import EmployeeFactory


def person(role: str = "employee", **fields) -> Client:
    """A client signed in as an employee, who is its `employee`."""
    return signed_in(EmployeeFactory(user=UserFactory(role=Role(role)), **fields))


def signed_in(employee) -> Client:
    client = Client()
    client.force_login(employee.user)
    client.employee = employee
    return client


def text(client, address: str) -> str:
    """The page, with plain spaces."""
    return client.get(address, follow=True).content.decode().replace("\u00a0", " ")


def sheet(contest, points, remark="", **more) -> dict[str, object]:
    """What the form sends: the same points by every criterion, or one of a list by each."""
    given = points if isinstance(points, list) else [points] * contest.criteria.count()
    scores = {f"criterion-{row.pk}": one for row, one in zip(contest.criteria.all(), given, strict=True)}
    return scores | {"remark": remark} | more


def judge(client, work, points=7, act="hand_in", remark="", **how):
    """Presses a button on the sheet of this work."""
    data = sheet(work.contest, points, remark, act=act)
    return client.post(f"/contests/{work.contest.slug}/jury/{work.number}/", data, **how)


def abstain(client, work, why="мы вместе работаем"):
    return client.post(f"/contests/{work.contest.slug}/jury/{work.number}/", {"act": "abstain", "why": why})
