"""Addresses of the directory. A person's slug never is one of the words used here (`names.RESERVED`)."""

from django.urls import include, path

from people import views

app_name = "people"
urlpatterns = [
    path("", views.wall, name="wall"),
    path("quiz/", include("people.quiz.urls")),
    path("<slug:slug>/", include("people.profile.urls")),
]
