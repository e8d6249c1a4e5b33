from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Учётные записи"

    def ready(self):
        from accounts import face, invitations, letters, signals
        from accounts.models import User
        from accounts.roles import Role, grant
        from portal import masking
        from portal.backups import hooks

        import_module("accounts.jobs")  # registers with the clock
        signals.connect()
        face.register()
        masking.hide_after("/login/invite/")
        hooks.never_overwrite_unasked(User)
        hooks.restored.connect(letters.forget_unsent, dispatch_uid="letters")
        hooks.restored.connect(invitations.revoke_restored, dispatch_uid="invitations")
        for role in (Role.HR, Role.PRESS, Role.ADMIN):
            grant(role, "wagtailadmin.access_admin")
        for role in (Role.HR, Role.ADMIN):
            grant(role, "accounts.add_invitation")
        grant(Role.ADMIN, "accounts.add_user", "accounts.change_user", "accounts.delete_user")
