"""What the tests of entering share: entrants with accounts, contests with every kind of question, the form as it is posted."""

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.factories import UserFactory
from contests.models import ContestPage, EntryField, Work
from people.factories import EmployeeFactory
from portal.factories import image_bytes

MINE = "/contests/mine/"


def entrant(**fields):
    """Somebody who may enter."""
    return EmployeeFactory(user=UserFactory(), **fields)


def question(kind: str, **values) -> EntryField:
    return EntryField(kind=kind, **({"label": f"Вопрос {kind}", "required": False} | values))


def enter(contest: ContestPage) -> str:
    return f"/contests/{contest.slug}/enter/"


def edit(work: Work) -> str:
    return f"/contests/works/{work.pk}/edit/"


def begun(client, contest: ContestPage, entrant: str = "employee", **more) -> Work:
    """A draft, begun through the door."""
    answer = client.post(enter(contest), {"entrant": entrant, **more})
    assert answer.status_code == 302, answer.content.decode()
    return Work.objects.latest("pk")


def typed(work: Work, **values) -> dict:
    """The form as the page has it, with what is typed anew."""
    work.refresh_from_db()
    return {"version": work.version, "title": "Береги руки", **values}


def post(client, work: Work, how: str = "send", **values):
    return client.post(edit(work), typed(work, **values) | {how: "1"})


def photo(name: str = "photo.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, image_bytes() if content is None else content)


def key_of(contest: ContestPage, kind: str) -> str:
    return contest.fields.get(kind=kind).key
