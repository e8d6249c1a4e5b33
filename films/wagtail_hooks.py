"""Films in the CMS: the section, the holidays, the videos."""

from importlib import import_module

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from films.desk import asking, texts, uploads, views
from films.desk.choosing import video_chooser_viewset
from films.models import FilmIndexPage, Holiday
from films.words import desk as words
from portal.section_menu import SectionMenuItem

import_module("films.desk.publishing")


class HolidayViewSet(SnippetViewSet):
    model = Holiday
    icon = "date"
    list_display = ["name", "kind", "next_on"]
    search_fields = ["name"]


class PressMenuItem(MenuItem):
    """Seen by those who make films."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("films.change_video")


register_snippet(HolidayViewSet)


@hooks.register("register_admin_viewset")
def chooser():
    return video_chooser_viewset


@hooks.register("register_admin_urls")
def urls() -> list:
    one = "films/videos/<int:pk>/"
    return [
        path("films/videos/", views.videos, name="films_videos"),
        path(one, views.video, name="films_video"),
        path(f"{one}progress/", views.progress, name="films_video_progress"),
        path(f"{one}cancel/", views.cancel, name="films_video_cancel"),
        path(f"{one}repeat/", views.repeat, name="films_video_repeat"),
        path(f"{one}poster/<int:number>/", views.poster, name="films_video_poster"),
        path(f"{one}captions/<slug:language>/", texts.captions, name="films_captions"),
        path(f"{one}captions/<slug:language>/delete/", texts.delete_captions, name="films_captions_delete"),
        path(f"{one}chapters/", texts.chapters, name="films_chapters"),
        path(f"{one}delete/", views.delete, name="films_video_delete"),
        path("films/words/", words.queue, name="films_words"),
        path("films/words/accept/", words.accept, name="films_words_accept"),
        path("films/words/<int:pk>/decline/", words.decline, name="films_words_decline"),
        path("films/<int:pk>/ask/<slug:purpose>/", asking.ask, name="films_ask"),
        path("films/uploads/", uploads.begin, name="films_uploads"),
        path("films/uploads/<slug:token>/", uploads.piece, name="films_upload"),
        path("films/uploads/<slug:token>/complete/", uploads.complete, name="films_upload_complete"),
    ]


@hooks.register("register_admin_menu_item")
def section_item() -> SectionMenuItem:
    return SectionMenuItem(FilmIndexPage, "Фильмы", icon="media", order=130)


@hooks.register("register_admin_menu_item")
def videos_item() -> MenuItem:
    return PressMenuItem("Видео", reverse("films_videos"), name="film-videos", icon_name="upload", order=131)


@hooks.register("register_admin_menu_item")
def words_item() -> MenuItem:
    return PressMenuItem("Слова коллег", reverse("films_words"), name="film-words", icon_name="comment", order=132)
