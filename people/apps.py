from importlib import import_module

from django.apps import AppConfig

# Modules that register what they hold with the clock, the erasure and the dossier.
REGISTERING = (
    "people.jobs",
    "people.quiz.jobs",
    "people.invitations.jobs",
    "people.readership.folding",
    "people.consents.erasers",
)


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "Люди"

    def ready(self):
        from people import rights

        for module in REGISTERING:
            import_module(module)
        rights.grant_all()
        self._listen()
        self._stand_at_the_gates()
        self._show()

    def _listen(self) -> None:
        """To changes of people that others keep something of."""
        from people import linking, models
        from people.consents import erasure, following
        from people.finding import index
        from people.quiz import forgetting
        from portal.backups import hooks

        for listening in (linking, following, index, forgetting):
            listening.connect()
        hooks.never_overwrite_unasked(models.Employee)
        hooks.restored.connect(erasure.repeat_after_restore, dispatch_uid="erasure")

    def _stand_at_the_gates(self) -> None:
        from people import gates
        from people.leaving import gate as leaving_gate
        from portal import gates as portal_gates

        portal_gates.register_picture_gate(gates.face_may_be_shown)
        portal_gates.register_face_test(gates.shows_somebody)
        portal_gates.register_leave_gate(leaving_gate.reasons_to_stay)

    def _show(self) -> None:
        """What the shell, the search, the page cache and the CMS's first page have of people."""
        from people import face, models, search
        from people.invitations import calling
        from people.portraits import desk
        from people.profile import own, proposals
        from portal import dashboard, menu, pagecache
        from portal.search import register

        register(search.SOURCE)
        face.register()
        own.register()
        menu.register(menu.MenuItem("people", "Люди", "/people/", "users", order=30, on_phone=True))
        pagecache.share_queries(r"/people/\?.{1,400}", "filtered")
        pagecache.watch("people", models.Employee, models.Post, models.Consent, models.Subdivision, models.Place)
        pagecache.watch("people", models.Absence, models.Depicted)
        for queue in (
            ("people.change_proposedchange", proposals.waiting, "Исправления от сотрудников", "people_proposals"),
            ("people.change_employee", desk.waiting, "Портреты ждут проверки", "portraits_queue"),
            ("accounts.add_invitation", calling.waiting, "Ждут звонка, чтобы вернуть доступ", "invitations_requests"),
        ):
            dashboard.register_waiting(*queue)
