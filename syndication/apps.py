from importlib import import_module

from django.apps import AppConfig


class SyndicationConfig(AppConfig):
    name = "syndication"
    verbose_name = "Канал"

    def ready(self):
        from wagtail.permissions import register_permission_policy

        from accounts.roles import Role, grant
        from portal import menu, pagecache
        from syndication import restored, signals
        from syndication.models import Delivery
        from syndication.policy import NoHandsPolicy

        for work in ("alerts", "checking", "delivery", "doubts", "sweep"):
            import_module(f"syndication.{work}")  # registers with the clock and the queue
        signals.connect()
        restored.connect()
        register_permission_policy(Delivery, NoHandsPolicy(Delivery))
        menu.register(menu.MenuItem("channel", "Канал", "/channel/", "send", order=90, in_bar=False))
        pagecache.watch("channel", Delivery)
        channels = ("syndication.view_channel", "syndication.add_channel", "syndication.change_channel")
        grant(Role.PRESS, "syndication.view_delivery", "syndication.change_delivery", *channels)
