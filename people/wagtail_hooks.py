from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from people.choosers import employee_chooser_viewset
from people.cms import EmployeeViewSet, PlaceViewSet, SubdivisionViewSet
from people.invitations import views as invitations


@hooks.register("register_admin_viewset")
def chooser():
    return employee_chooser_viewset


@hooks.register("register_admin_urls")
def invitation_urls():
    return [
        path("invitations/", invitations.desk, name="invitations"),
        path("invitations/standing/", invitations.standing, name="invitations_standing"),
        path("invitations/<int:pk>/revoke/", invitations.revoke, name="invitations_revoke"),
        path("invitations/<int:pk>/file/", invitations.fetch, name="invitations_fetch"),
        path("invitations/restore/<int:pk>/", invitations.restore, name="invitations_restore"),
    ]


class InvitationsItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("accounts.add_invitation")


@hooks.register("register_admin_menu_item")
def invitations_item():
    return InvitationsItem("Приглашения", reverse("invitations"), icon_name="key", order=225)


class PeopleGroup(SnippetViewSetGroup):
    menu_label = "Люди"
    menu_icon = "group"
    menu_order = 220
    items = (EmployeeViewSet, SubdivisionViewSet, PlaceViewSet)


register_snippet(PeopleGroup)
