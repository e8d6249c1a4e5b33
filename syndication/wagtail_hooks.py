"""The channel in the CMS: menu, addresses, the button beside a page, the panel of the first page."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from portal.stories import Story
from syndication.cms import board, check, composer, desk
from syndication.cms.channels import ChannelViewSet
from syndication.models import Channel

register_snippet(ChannelViewSet)


@hooks.register("register_admin_urls")
def urls():
    return [
        path("channel/", desk.index, name="channel_posts"),
        path("channel/board/", board.board, name="channel_board"),
        path("channel/decide/", desk.decide, name="channel_decide"),
        path("channel/post/<int:pk>/", desk.post, name="channel_post"),
        path("channel/post/<int:pk>/send/", desk.send, name="channel_send"),
        path("channel/post/<int:pk>/cancel/", desk.cancel, name="channel_cancel"),
        path("channel/post/<int:pk>/found/", desk.found, name="channel_found"),
        path("channel/compose/<int:page_id>/", composer.compose, name="channel_compose"),
        path("channel/compose/<int:page_id>/preview/", composer.preview, name="channel_preview"),
        path("channel/<int:pk>/check/", check.check, name="channel_check"),
        path("channel/<int:pk>/check/progress/", check.progress, name="channel_check_progress"),
        path("channel/<int:pk>/pause/", desk.pause, name="channel_pause"),
        path("channel/<int:pk>/resume/", desk.resume, name="channel_resume"),
    ]


class ChannelMenu(SubmenuMenuItem):
    """For those who decide about posts."""

    def is_shown(self, request):
        return request.user.has_perm("syndication.change_delivery")


@hooks.register("register_admin_menu_item")
def menu_item():
    items = [
        MenuItem("Посты", reverse("channel_posts"), name="channel-posts", icon_name="mail", order=1),
        MenuItem("Доска", reverse("channel_board"), name="channel-board", icon_name="table", order=2),
        MenuItem("Каналы", reverse(ChannelViewSet().get_url_name("list")), name="channels", icon_name="cogs", order=3),
    ]
    return ChannelMenu("Канал", Menu(items=items), name="channel", icon_name="mail", order=250)


@hooks.register("register_page_header_buttons")
def compose_button(page, user, view_name, next_url=None):
    """«Пост в канале» beside a story."""
    if issubclass(page.specific_class, Story) and user.has_perm("syndication.change_delivery") and page.pk:
        yield Button("Пост в канале", reverse("channel_compose", args=[page.pk]), icon_name="mail", priority=90)


@hooks.register("register_page_listing_more_buttons")
def listing_button(page, user, next_url=None):
    yield from compose_button(page, user, "", next_url)


@hooks.register("register_snippet_listing_buttons")
def check_button(snippet, user, next_url=None):
    """«Проверить» beside a channel."""
    if isinstance(snippet, Channel) and user.has_perm("syndication.change_delivery"):
        yield Button("Проверить", reverse("channel_check", args=[snippet.pk]), icon_name="check", priority=20)


@hooks.register("construct_homepage_panels")
def channel_panel(request, panels: list[Component]) -> None:
    if request.user.has_perm("syndication.view_delivery"):
        panels.append(desk.ChannelPanel())
