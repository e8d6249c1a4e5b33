"""«Спасибо» to everybody who took part, in one click, once."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from contests.models import CampaignPage, CampaignThanks, Enrolment
from engagement import notices

WORDS = "Спасибо, что были с нами!"


def participants(campaign: CampaignPage) -> set[int]:
    """Those whose shift is over."""
    found = Enrolment.objects.filter(shift__campaign=campaign.pk, shift__ends__lte=timezone.now())
    return set(found.values_list("employee", flat=True))


@transaction.atomic
def thank(campaign: CampaignPage, text: str, user) -> CampaignThanks:
    """A second call changes nothing."""
    thanks, made = CampaignThanks.objects.get_or_create(campaign=campaign, defaults={"text": text, "by": user})
    if made:
        said = f"«{campaign.title}»: {text}"
        thanks.people = notices.tell(participants(campaign), said, campaign.url, key=f"campaign:{campaign.pk}:thanks")
        thanks.save(update_fields=["people"])
    return thanks
