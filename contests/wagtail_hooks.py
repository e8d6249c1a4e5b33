"""Contests in the CMS: the section, and the rooms that have a place there."""

from importlib import import_module

from wagtail import hooks

from contests.models import ContestIndexPage
from portal.section_menu import SectionMenuItem

import_module("contests.desk.cms")
import_module("contests.moderation.cms")
import_module("contests.judging.cms")
import_module("contests.voting.cms")
import_module("contests.results.cms")
import_module("contests.campaigns.cms")
import_module("contests.diplomas.cms")
import_module("contests.afterwards.cms")
import_module("contests.papers.cms")


@hooks.register("register_admin_menu_item")
def section_item() -> SectionMenuItem:
    return SectionMenuItem(ContestIndexPage, "Конкурсы", icon="trophy", order=140)


@hooks.register("register_icons")
def icons(known: list[str]) -> list[str]:
    return [*known, "contests/icons/trophy.svg"]
