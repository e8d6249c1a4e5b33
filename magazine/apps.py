from importlib import import_module

from django.apps import AppConfig


class MagazineConfig(AppConfig):
    name = "magazine"
    verbose_name = "Журнал"

    def ready(self):
        from django.db.models.signals import post_delete, post_save
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from accounts.roles import Role, grant
        from magazine import life, mentions, release
        from magazine.printing import tasks as printing
        from people.consents import deciding
        from people.models import Depicted
        from portal import life as portal_life
        from portal import menu, pagecache

        import_module("magazine.word.tasks")
        import_module("magazine.announcing")
        import_module("magazine.archive.reading")
        portal_life.register(life.articles_of)
        article, issue = self.get_model("ArticlePage"), self.get_model("IssuePage")
        page_published.connect(mentions.article_published, sender=article, dispatch_uid="magazine.mentions")
        for signal in (post_save, post_delete):
            signal.connect(mentions.depicted_changed, sender=Depicted, dispatch_uid="magazine.mentions")
        page_published.connect(release.issue_published, sender=issue, dispatch_uid="magazine.release")
        page_unpublished.connect(release.issue_unpublished, sender=issue, dispatch_uid="magazine.release")
        release.released.connect(printing.issue_released, dispatch_uid="magazine.printing")
        deciding.changed.connect(printing.consent_changed, dispatch_uid="magazine.printing")
        post_page_move.connect(release.article_moved, sender=article, dispatch_uid="magazine.release")
        menu.register(menu.MenuItem("magazine", "Журнал", "/magazine/", "book-open", order=20, on_phone=True))
        pagecache.watch("pages", self.get_model("Rubric"), self.get_model("Series"))
        for role in (Role.PRESS, Role.ADMIN):
            for name in ("rubric", "series"):
                grant(role, f"magazine.add_{name}", f"magazine.change_{name}", f"magazine.delete_{name}")
