from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "Люди"

    def ready(self):
        from accounts.roles import Role, grant
        from people import face, gates, linking, models, search
        from portal import gates as portal_gates
        from portal import menu, pagecache
        from portal.backups import hooks
        from portal.search import register

        for name in ("people.jobs", "people.invitations.jobs"):
            import_module(name)  # registers with the clock
        register(search.SOURCE)
        face.register()
        linking.connect()
        hooks.never_overwrite_unasked(models.Employee)
        menu.register(menu.MenuItem("people", "Люди", "/people/", "users", order=30, on_phone=True))
        portal_gates.register_picture_gate(gates.portrait_may_be_shown)
        pagecache.watch("people", models.Employee, models.Post, models.Consent, models.Subdivision, models.Place)
        for name in ("employee", "subdivision", "place"):
            grant(Role.HR, f"people.add_{name}", f"people.change_{name}", f"people.view_{name}")
            grant(Role.PRESS, f"people.view_{name}")
