from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "Новости"

    def ready(self):
        from accounts.roles import Role, grant
        from portal import menu, pagecache

        menu.register(menu.MenuItem("news", "Новости", "/news/", "newspaper", order=10))
        pagecache.watch("pages", self.get_model("Rubric"))
        for role in (Role.PRESS, Role.ADMIN):
            grant(role, "news.add_rubric", "news.change_rubric", "news.delete_rubric")
