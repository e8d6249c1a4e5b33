from importlib import import_module

from django.apps import AppConfig


class EngagementConfig(AppConfig):
    name = "engagement"
    verbose_name = "Участие"

    def ready(self):
        from engagement import bell, congratulations, letters
        from portal.backups import hooks

        for module in ("engagement.keeping", "engagement.letters"):
            import_module(module)  # register with the clock, the erasure and the dossier
        bell.register()
        congratulations.connect()
        hooks.restored.connect(letters.forget_unsent, dispatch_uid="letters-of-notices")
