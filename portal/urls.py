"""Addresses of the portal: fixed ones first, then the page tree."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal import health, media

handler500 = "portal.busy.server_error"

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("healthz/", health.healthz, name="healthz"),
    path("readyz/", health.readyz, name="readyz"),
    path("", include("accounts.urls")),
    path("media/<path:path>", media.media, name="media"),
    path("renditions/<int:picture_id>/<str:spec>/", media.rendition, name="rendition"),
    path("search/", include("portal.search.urls")),
    path("people/", include("people.urls")),
    path("me/notices/", include("engagement.urls")),
    path("me/", include("people.own_urls")),
    path("reads/", include("people.readership.urls")),
    path("channel/", include("syndication.mirror.urls")),
    path("magazine/", include("magazine.urls")),
    path("films/", include("films.urls")),
    path("contests/", include("contests.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/<int:document_id>/<str:filename>", media.document, name="document"),
    path("documents/", include(wagtaildocs_urls)),
    path("", include(wagtail_urls)),
]
