"""Who may do what with the register in the CMS."""

from wagtail.permission_policies import ModelPermissionPolicy


class ReadPolicy(ModelPermissionPolicy):
    """Rows are made by decisions, never by a form: nobody adds, edits or deletes one."""

    allowed = frozenset({"view"})

    def user_has_permission(self, user, action):
        return action in self.allowed and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class AddPolicy(ReadPolicy):
    """A new wording is a new row; the old one stays what people have agreed to."""

    allowed = frozenset({"view", "add"})
