from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Главная"

    def ready(self):
        from accounts.roles import Role, grant
        from portal import pagecache

        pagecache.watch("pages", self.get_model("DayLine"))
        for role in (Role.PRESS, Role.ADMIN):
            grant(role, "home.change_dayline")
