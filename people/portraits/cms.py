"""Where portraits stand in the CMS: addresses, menu, the line on its first page."""

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from people.portraits import desk, photoday_views
from people.portraits.avatar import letters


class HrMenuItem(MenuItem):
    """Seen by those who keep the records."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("people.change_employee")


@hooks.register("register_admin_urls")
def portrait_urls() -> list:
    return [
        path("portraits/", desk.queue, name="portraits_queue"),
        path("portraits/approve/", desk.approve, name="portraits_approve"),
        path("portraits/<int:pk>/decline/", desk.decline, name="portraits_decline"),
        path("photoday/", photoday_views.people, name="photoday"),
        path("photoday/<int:pk>/", photoday_views.shoot, name="photoday_shoot"),
        path("photoday/many/", photoday_views.many, name="photoday_many"),
        path("photoday/matched/", photoday_views.matched, name="photoday_matched"),
    ]


@hooks.register("register_admin_menu_item")
def queue_item() -> MenuItem:
    return HrMenuItem("Портреты на проверку", reverse("portraits_queue"), name="portraits", icon_name="user", order=221)


@hooks.register("register_admin_menu_item")
def photoday_item() -> MenuItem:
    return HrMenuItem("Фотодень", reverse("photoday"), name="photoday", icon_name="image", order=222)


@hooks.register("get_avatar_url")
def letters_of_user(user, size: int) -> str | None:
    return letters(user) if user and user.is_authenticated else None
