from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Портал"

    def ready(self):
        from wagtail import hooks

        from portal import dashboard, freshness, pagecache, shell, usage
        from portal.search import register, stories

        freshness.connect()
        usage.connect()
        shell.register()
        hooks.register("construct_homepage_panels", dashboard.add_panels)
        hooks.register("on_serve_page", freshness.share_page_body)
        register(stories.SOURCE)
        pagecache.share_queries(r"/search/suggest/\?q=[^&]{1,300}", "typed")
