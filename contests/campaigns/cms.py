"""The desk of campaigns: its addresses, its place in the menu, the button that leads to it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from contests.campaigns import desk
from contests.desk.cms import DeskMenuItem
from contests.models import CampaignPage
from contests.rights import RUN


@hooks.register("register_admin_urls")
def urls() -> list:
    one = "campaigns/<int:pk>/"
    return [
        path("campaigns/", desk.campaigns, name="campaigns_desk"),
        path(one, desk.campaign, name="campaign_desk"),
        path(f"{one}shifts/add/", desk.edit, name="campaign_shift_add"),
        path(f"{one}shifts/<int:shift>/", desk.edit, name="campaign_shift"),
        path(f"{one}shifts/<int:shift>/cancel/", desk.cancel, name="campaign_shift_cancel"),
        path(f"{one}brought/", desk.brought, name="campaign_brought"),
        path(f"{one}brought/<int:contribution>/drop/", desk.drop, name="campaign_drop"),
        path(f"{one}thanks/", desk.thank, name="campaign_thank"),
    ]


@hooks.register("register_admin_menu_item")
def desk_item() -> MenuItem:
    return DeskMenuItem("Стол акций", reverse("campaigns_desk"), name="campaigns-desk", icon_name="group", order=142)


@hooks.register("register_page_header_buttons")
def button(page: Page, user, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if page.pk and page.specific_class is CampaignPage and user.has_perm(RUN):
        yield Button("Смены и итоги", reverse("campaign_desk", args=[page.pk]), icon_name="list-ul", priority=12)
