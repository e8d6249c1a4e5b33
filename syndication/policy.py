"""Who may do what with posts in the CMS."""

from wagtail.permission_policies import ModelPermissionPolicy


class NoHandsPolicy(ModelPermissionPolicy):
    """Posts are made by publishing and changed by the buttons of the desk; nobody adds, edits or deletes a row."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, "view")

    def user_has_any_permission(self, user, actions):
        return "view" in actions and super().user_has_permission(user, "view")
