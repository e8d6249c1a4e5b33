"""A load as HR does it: files, the pages of the CMS, the worker's tasks run in place."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult

from people.models import ImportRun

HEADING = "Табельный номер;Сотрудник;Пол;Дата рождения;Подразделение;Должность;Город;Рабочий телефон;Дата увольнения"
START = "/admin/people/import/"


def row(number="77", name="Переверзенцев Виктор Александрович", position="Слесарь", phone="", left="", unit="АДС"):
    return f"{number};{name};М;17.04.1980;{unit};{position};Тихорецк;{phone};{left}"


def table(*rows: str, heading: str = HEADING, name: str = "staff.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join([heading, *rows]).encode())


def work() -> None:
    """Does what waits in the queue; a real worker would close the test's connection."""
    while queued := DBTaskResult.objects.ready().first():
        queued.task.call(*queued.args_kwargs["args"], **queued.args_kwargs["kwargs"])
        queued.delete()


class Desk:
    """HR at the pages of the load; `run` is the load in hand."""

    def __init__(self, client, on_commit):
        self.client, self.on_commit = client, on_commit

    @property
    def run(self) -> ImportRun:
        return ImportRun.objects.first()

    def post(self, path: str, data: dict | None = None):
        with self.on_commit(execute=True):
            answer = self.client.post(path, data or {})
        work()
        return answer

    def upload(self, *rows: str, file=None, **fields):
        return self.post(START, {"file": file or table(*rows), **fields})

    def address(self, page: str = "") -> str:
        return f"{START}{self.run.pk}/{page}"

    def do(self, page: str, **data):
        return self.post(self.address(page), data)

    def open(self, page: str = ""):
        return self.client.get(self.address(page))

    def load(self, *rows: str, **fields) -> None:
        """From the file to the staff."""
        self.upload(*rows, **fields)
        self.do("apply/")
