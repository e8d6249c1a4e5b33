"""The site, its front page, and who may change what belongs to no single section."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupApprovalTask, GroupCollectionPermission, Page, Site, Workflow

from accounts.roles import Role
from home.models import HomePage
from portal.sections import allow, root_page

# Press and HR put pictures and documents into pages; who added a file may change it, press may change all.
# Wagtail asks for the permissions of its own models, whatever model holds the files.
FILES = {"image": "wagtailimages", "document": "wagtaildocs"}
KEEPERS, GUESTS = ("add", "change", "choose"), ("add", "choose")
FILE_RIGHTS = {Role.PRESS: KEEPERS, Role.ADMIN: KEEPERS, Role.HR: GUESTS}
APPROVAL = "Проверка пресс-службой"
PAGE_RIGHTS = ("add", "change", "publish", "bulk_delete", "lock", "unlock")


def ensure() -> None:
    if not HomePage.objects.exists():
        _make_site()
    allow(Role.ADMIN.group(), Page.objects.get(depth=1), *PAGE_RIGHTS)
    allow(Role.PRESS.group(), root_page(), "change", "publish")
    for role, verbs in FILE_RIGHTS.items():
        _allow_files(role.group(), [f"{verb}_{kind}" for verb in verbs for kind in FILES])
    _make_the_standard_workflow_ours()


def _make_site() -> None:
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Тепло", slug="teplo"))
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True, hostname="localhost")
    welcome = site.root_page if site.pk else None
    site.root_page, site.site_name = home, "Тепло"
    site.save()
    if welcome and welcome.pk != home.pk and not welcome.specific_class.__module__.startswith("home"):
        welcome.delete()


def _allow_files(group: Group, codenames: list[str]) -> None:
    everything = Collection.get_first_root_node()
    for permission in Permission.objects.filter(content_type__app_label__in=FILES.values(), codename__in=codenames):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=everything, permission=permission)


def _make_the_standard_workflow_ours() -> None:
    """Wagtail's migrations leave two English groups and a workflow named after one of them; the press service approves."""
    task = GroupApprovalTask.objects.filter(name="Moderators approval").first()
    if task is None:
        return
    task.name = APPROVAL
    task.save(update_fields=["name"])
    task.groups.set([Role.PRESS.group()])
    Workflow.objects.filter(name="Moderators approval").update(name=APPROVAL)
    Group.objects.filter(name__in=["Moderators", "Editors"], user=None).delete()
