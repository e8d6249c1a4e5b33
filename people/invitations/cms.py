"""What the CMS has of invitations."""

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from people.invitations import views


@hooks.register("register_admin_urls")
def invitation_urls():
    return [
        path("people/invitations/", views.sheets, name="invitations"),
        path("people/invitations/<int:pk>/sheet/", views.download, name="invitation_sheet"),
        path("people/invitations/<int:pk>/revoke/", views.revoke, name="invitation_revoke"),
        path("people/invitations/for/<int:pk>/", views.restore, name="invitation_restore"),
    ]


class InvitationsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("people.add_invitationsheet")


@hooks.register("register_admin_menu_item")
def invitations_menu_item():
    return InvitationsMenuItem("Приглашения", reverse("invitations"), name="invitations", icon_name="key", order=240)
