"""What the CMS has of invitations."""

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from people.invitations import calling, views


@hooks.register("register_admin_urls")
def invitation_urls() -> list:
    return [
        path("invitations/", views.desk, name="invitations"),
        path("invitations/standing/", views.standing, name="invitations_standing"),
        path("invitations/<int:pk>/revoke/", views.revoke, name="invitations_revoke"),
        path("invitations/<int:pk>/file/", views.fetch, name="invitations_fetch"),
        path("invitations/restore/<int:pk>/", views.restore, name="invitations_restore"),
        path("invitations/requests/", calling.listed, name="invitations_requests"),
        path("invitations/requests/<int:pk>/", calling.call, name="invitations_call"),
        path("invitations/requests/<int:pk>/mobile/", calling.confirm_mobile, name="invitations_confirm_mobile"),
        path("invitations/requests/<int:pk>/close/", calling.close, name="invitations_request_close"),
    ]


class InvitationsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("accounts.add_invitation")


@hooks.register("register_admin_menu_item")
def invitations_item() -> MenuItem:
    return InvitationsItem("Приглашения", reverse("invitations"), icon_name="key", order=225)
