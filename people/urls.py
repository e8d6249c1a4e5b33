"""Addresses of the directory. A person's slug never is one of the words used here (`names.RESERVED`)."""

from django.urls import include, path

from people.directory import book, views
from people.today import views as today
from people.units import views as units

app_name = "people"
urlpatterns = [
    path("", views.wall, name="wall"),
    path("book.xlsx", book.table, name="table"),
    path("book/", book.printed, name="print"),
    path("units/", units.units, name="units"),
    path("units/<slug:slug>/", units.unit, name="unit"),
    path("today/", today.today, name="today"),
    path("today/<slug:slug>/", today.congratulate, name="congratulate"),
    path("quiz/", include("people.quiz.urls")),
    path("<slug:slug>/", include("people.profile.urls")),
]
