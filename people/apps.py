from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "Люди"

    def ready(self):
        from wagtail.permissions import register_permission_policy

        from accounts.roles import Role, grant
        from people import face, gates, linking, models, search
        from people.consents import erasure, following
        from people.consents.policy import AddPolicy, ReadPolicy
        from portal import gates as portal_gates
        from portal import menu, pagecache
        from portal.backups import hooks
        from portal.search import register

        import_module("people.jobs")  # registers with the clock
        import_module("people.consents.erasers")  # registers with the erasure
        register(search.SOURCE)
        face.register()
        following.connect()
        linking.connect()
        hooks.never_overwrite_unasked(models.Employee)
        hooks.restored.connect(erasure.repeat_after_restore, dispatch_uid="erasure")
        menu.register(menu.MenuItem("people", "Люди", "/people/", "users", order=30, on_phone=True))
        portal_gates.register_picture_gate(gates.face_may_be_shown)
        portal_gates.register_face_test(gates.shows_somebody)
        portal_gates.register_leave_gate(gates.reasons_without_consent)
        pagecache.watch("people", models.Employee, models.Post, models.Consent, models.Subdivision, models.Place)
        pagecache.watch("people", models.Depicted)
        for model in (models.Consent, models.Erasure, models.PersonalDataAccess):
            register_permission_policy(model, ReadPolicy(model))
        register_permission_policy(models.ConsentText, AddPolicy(models.ConsentText))
        grant(Role.HR, "people.view_consent", "people.change_consent", "people.add_erasure", "people.view_erasure")
        grant(Role.HR, "people.add_consenttext", "people.view_consenttext", "people.view_personaldataaccess")
        grant(Role.ADMIN, "people.view_personaldataaccess", "people.view_erasure")
        for name in ("add", "change", "delete", "view"):
            grant(Role.HR, f"people.{name}_depicted")
            grant(Role.PRESS, f"people.{name}_depicted")
        for name in ("employee", "subdivision", "place"):
            grant(Role.HR, f"people.add_{name}", f"people.change_{name}", f"people.view_{name}")
            grant(Role.PRESS, f"people.view_{name}")
