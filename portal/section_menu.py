"""A section in the menu of the CMS: one step to its pages instead of the way through the tree."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.models import Page


class SectionMenuItem(MenuItem):
    """Leads to the pages below the one page of `model`; shown to those who may add pages there."""

    def __init__(self, model: type[Page], label: str, icon: str, order: int):
        super().__init__(label, "", name=model._meta.label_lower.replace(".", "-"), icon_name=icon, order=order)
        self.model = model

    def is_shown(self, request: HttpRequest) -> bool:
        section = self.model.objects.first()
        return section is not None and section.permissions_for_user(request.user).can_add_subpage()

    def render_component(self, request: HttpRequest):
        self.url = reverse("wagtailadmin_explore", args=[self.model.objects.values_list("pk", flat=True).first()])
        return super().render_component(request)
