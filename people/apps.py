from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "Люди"

    def ready(self):
        from accounts import invitations
        from accounts.roles import Role, grant
        from people import face, gates, linking, models, search
        from people.finding import index
        from people.invitations import rules
        from people.profile import own, proposals
        from people.quiz import forgetting
        from portal import dashboard, menu, pagecache
        from portal import gates as portal_gates
        from portal.backups import hooks
        from portal.search import register

        import_module("people.jobs")  # registers with the clock
        import_module("people.quiz.jobs")
        register(search.SOURCE)
        face.register()
        linking.connect()
        own.register()
        index.connect()
        forgetting.connect()
        hooks.never_overwrite_unasked(models.Employee)
        menu.register(menu.MenuItem("people", "Люди", "/people/", "users", order=30, on_phone=True))
        portal_gates.register_picture_gate(gates.portrait_may_be_shown)
        pagecache.share_queries(r"/people/\?.{1,400}", "filtered")
        pagecache.watch(
            "people", models.Employee, models.Post, models.Consent, models.Subdivision, models.Place, models.Absence
        )
        invitations.register_rule(rules.is_not_a_leaver)
        grant(Role.HR, "people.add_invitationsheet", "people.view_invitationsheet")
        grant(Role.HR, "people.add_importrun", "people.view_importrun")
        for name in ("employee", "subdivision", "place", "absence"):
            grant(Role.HR, f"people.add_{name}", f"people.change_{name}", f"people.view_{name}")
            grant(Role.PRESS, f"people.view_{name}")
        dashboard.register_waiting(
            "people.change_proposedchange", proposals.waiting, "Исправления от сотрудников", "people_proposals"
        )
        grant(Role.HR, "people.delete_absence")
        grant(Role.HR, "people.change_proposedchange", "people.view_proposedchange")
        for role in (Role.HR, Role.PRESS):
            grant(role, "people.export_employee")
