from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's user management with our account."""

    user_viewset = "accounts.cms.AccountViewSet"
