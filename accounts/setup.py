"""The groups and their permissions; demo accounts are closed where there is no demo."""

from django.conf import settings

from accounts import demo, roles


def ensure() -> None:
    roles.sync()
    if not settings.ENV.demo:
        demo.close()
