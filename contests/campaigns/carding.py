"""Campaigns as cards of the section and the front page."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from contests.campaigns import line
from contests.cards import AT_MOST, Card, Source
from contests.models import CampaignPage


def card(campaign: CampaignPage) -> Card:
    rest = line.left(campaign)
    return Card(
        kicker=campaign.phase.value,
        title=campaign.title,
        lead=campaign.lead,
        url=campaign.url,
        cover=campaign.cover,
        until=rest.until if rest else campaign.ends_at,
        steps=line.steps(campaign),
        left=rest,
        deed=line.deed(campaign),
    )


def running() -> list[Card]:
    return _cards(CampaignPage.objects.running())


def coming() -> list[Card]:
    return _cards(CampaignPage.objects.coming())


def over() -> list[tuple[datetime, int]]:
    return list(CampaignPage.objects.live().filter(ends_at__lte=timezone.now()).values_list("ends_at", "pk"))


def _cards(campaigns) -> list[Card]:
    return [card(campaign) for campaign in campaigns.select_related("cover").defer_streamfields()[:AT_MOST]]


SOURCE = Source(running, coming, over)
