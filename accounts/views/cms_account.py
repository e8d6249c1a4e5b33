"""Wagtail's page of one's own account, without the picture: a face is the portrait, and its way leads through HR."""

from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView as WagtailAccountView
from wagtail.admin.views.account import AvatarSettingsPanel


class AccountView(WagtailAccountView):
    """All of Wagtail's panels but the one that takes files past `portal.uploads`."""

    def get_panels(self):
        return [panel for panel in super().get_panels() if not isinstance(panel, AvatarSettingsPanel)]


account = require_admin_access(AccountView.as_view())
