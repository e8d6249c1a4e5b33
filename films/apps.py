from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class FilmsConfig(AppConfig):
    name = "films"
    verbose_name = "Фильмы"

    def ready(self):
        from wagtail.signals import page_published

        from accounts.roles import Role, grant
        from films import asking, consents, finding, life, premieres, prepared
        from films.words import greetings
        from people.consents import deciding
        from portal import dashboard, menu, pagecache
        from portal import life as portal_life

        import_module("films.pipeline.tasks")
        import_module("films.keeping")
        prepared.register()
        portal_life.register(life.films_of)
        page_published.connect(
            consents.film_published, sender=self.get_model("FilmPage"), dispatch_uid="films.consents"
        )
        page_published.connect(
            premieres.film_published, sender=self.get_model("FilmPage"), dispatch_uid="films.premieres"
        )
        deciding.changed.connect(consents.consent_changed, dispatch_uid="films.consents")
        deciding.changed.connect(asking.consent_changed, dispatch_uid="films.asking")
        dashboard.register_waiting(
            "films.change_greeting", greetings.count_waiting, "Слова коллег о фильмах", "films_words"
        )
        menu.register(menu.MenuItem("films", "Фильмы", "/films/", "clapperboard", order=40))
        pagecache.watch("pages", self.get_model("Holiday"), self.get_model("Track"))
        for signal in (post_save, post_delete):
            signal.connect(finding.text_changed, sender=self.get_model("Track"), dispatch_uid="films.finding")
        for role in (Role.PRESS, Role.ADMIN):
            grant(role, "films.change_greeting")
            grant(
                role, *(f"films.{act}_{noun}" for act in ("add", "change", "delete") for noun in ("holiday", "video"))
            )
