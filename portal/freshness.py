"""Which changes make page bodies outdated: everything that moves, appears or disappears in the page tree."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from portal import pagecache
from portal.images import Picture


def pages_changed(**kwargs) -> None:
    pagecache.bump("pages")


def page_deleted(instance, **kwargs) -> None:
    if isinstance(instance, Page):
        pages_changed()


def person_changed(instance, update_fields=None, **kwargs) -> None:
    """Name, rights or activity of one user; the login time alone changes no page."""
    if update_fields is None or set(update_fields) - {"last_login"}:
        pagecache.bump("person", owner=instance.pk)


def membership_changed(instance, action, reverse, pk_set, **kwargs) -> None:
    if not action.startswith("post_"):
        return
    for user_id in pk_set or () if reverse else [instance.pk]:
        pagecache.bump("person", owner=user_id)


def connect() -> None:
    """Called once, when the apps are ready."""
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(pages_changed, dispatch_uid="pagecache")
    post_delete.connect(page_deleted, dispatch_uid="pagecache")
    pagecache.watch("pages", Site, PageViewRestriction, Picture)
    pagecache.watch("rights", Group)
    user = get_user_model()
    post_save.connect(person_changed, sender=user, dispatch_uid="pagecache")
    m2m_changed.connect(membership_changed, sender=user.groups.through, dispatch_uid="pagecache")


def share_page_body(next_serve):
    """Wagtail's `on_serve_page`: a page class that says `shared_body` is kept, unless it has a restriction of its own."""

    def serve(page, request, args, kwargs):
        response = next_serve(page, request, args, kwargs)
        response.shared_body = getattr(page, "shared_body", False) and not page.get_view_restrictions().exists()
        return response

    return serve
