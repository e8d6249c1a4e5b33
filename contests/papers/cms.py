"""Addresses of papers on the desk."""

from django.urls import path, register_converter
from wagtail import hooks

from contests.models import PaperRun
from contests.papers import views


class KindConverter:
    """One of the kinds of papers."""

    regex = "|".join(PaperRun.Kind.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(KindConverter, "paper_kind")


@hooks.register("register_admin_urls")
def urls() -> list:
    one = "contests/<int:pk>/papers/"
    return [
        path(f"{one}<paper_kind:kind>/", views.ask, name="contests_paper"),
        path(f"{one}<paper_kind:kind>/progress/", views.progress, name="contests_paper_progress"),
        path(f"{one}<int:run_pk>/file/", views.take, name="contests_paper_file"),
    ]
