from importlib import import_module

from django.apps import AppConfig


class MagazineConfig(AppConfig):
    name = "magazine"
    verbose_name = "Журнал"

    def ready(self):
        from wagtail.signals import page_published

        from accounts.roles import Role, grant
        from magazine import life, mentions
        from portal import life as portal_life
        from portal import menu, pagecache

        import_module("magazine.word.tasks")
        portal_life.register(life.articles_of)
        article = self.get_model("ArticlePage")
        page_published.connect(mentions.article_published, sender=article, dispatch_uid="magazine.mentions")
        menu.register(menu.MenuItem("magazine", "Журнал", "/magazine/", "book-open", order=20, on_phone=True))
        pagecache.watch("pages", self.get_model("Rubric"))
        for role in (Role.PRESS, Role.ADMIN):
            grant(role, "magazine.add_rubric", "magazine.change_rubric", "magazine.delete_rubric")
