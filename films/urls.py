"""Addresses of the section that are no pages of the tree."""

from django.urls import path

from films import media
from films.words import views as words

app_name = "films"
urlpatterns = [
    path("media/<slug:folder>/<str:name>", media.media, name="media"),
    path("tracks/<slug:folder>/<slug:kind>/<slug:language>.vtt", media.track, name="track"),
    path("words/<int:pk>/", words.words, name="words"),
    path("words/<int:pk>/own/", words.own_part, name="words_own"),
    path("words/<int:pk>/write/", words.write, name="words_write"),
    path("words/<int:pk>/take-back/", words.take_back, name="words_take_back"),
    path("words/<int:pk>/congratulate/", words.congratulate, name="congratulate"),
    path("save/<slug:folder>/", media.save, name="save"),
]
