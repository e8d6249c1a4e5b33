"""Addresses of the magazine that are no pages of the tree."""

from django.urls import path

from magazine import paper, shelves

app_name = "magazine"
urlpatterns = [
    path("issues/<int:issue_pk>.pdf", paper.pdf, name="pdf"),
    path("issues/<int:issue_pk>/read/", paper.read, name="read"),
    path("rubrics/<slug:slug>/", shelves.rubric, name="rubric"),
    path("series/<slug:slug>/", shelves.series, name="series"),
    path("tags/<str:slug>/", shelves.tag, name="tag"),
]
