"""Campaigns as cards of the section and the front page."""

from __future__ import annotations

from contests.campaigns import line
from contests.cards import Card, Source
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


SOURCE = Source(CampaignPage.objects, card, "ends_at")
