"""Who may publish what of an issue: while it is not out, its articles appear with it and never alone."""

from wagtail.models import PagePermissionTester


class IssueRights(PagePermissionTester):
    """Wagtail's, but nothing is published into an issue that is not out."""

    def can_publish_subpage(self):
        return super().can_publish_subpage() and self.page.live

    def can_reorder_children(self):
        return super().can_publish_subpage()


class ArticleRights(PagePermissionTester):
    """Wagtail's, but an article waits for its issue."""

    def can_publish(self):
        return super().can_publish() and not self.page.waits_for_parent
