"""The search backend of the settings (`WAGTAILSEARCH_BACKENDS`): Russian, for the database that is in use."""

from django.db import connection

if connection.vendor == "postgresql":
    from portal.search.postgres import RussianPostgresBackend as SearchBackend
else:
    from portal.search.sqlite import RussianSQLiteBackend as SearchBackend

__all__ = ["SearchBackend"]
