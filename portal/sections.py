"""Sections: the index pages under the front page, made by `manage.py setup`."""

from wagtail.models import GroupPagePermission, Page, Site


def root_page() -> Page:
    """The front page of the site."""
    return Site.objects.get(is_default_site=True).root_page


def ensure_section(model: type[Page], title: str, slug: str, **fields) -> Page:
    """The one page of this model under the front page, made if missing."""
    found = model.objects.first()
    if found:
        return found
    return root_page().add_child(instance=model(title=title, slug=slug, show_in_menus=True, **fields))


def allow(group, page: Page, *codenames: str) -> None:
    """Gives the group these permissions on the page and everything below it: `add`, `change`, `publish`, `lock`, `unlock`."""
    from django.contrib.auth.models import Permission

    for codename in codenames:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{codename}_page")
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
