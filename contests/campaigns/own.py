"""The personal place on the page of a campaign: thanks for having come, and the organiser's ways."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from contests.campaigns.rights import may_enter, may_organise
from contests.models import CampaignPage, Enrolment


def render(request: HttpRequest) -> str:
    if not request.user.is_authenticated:
        return ""
    slug = request.path.rstrip("/").rpartition("/")[2]
    campaign = CampaignPage.objects.live().defer_streamfields().filter(slug=slug).first()
    if campaign is None:
        return ""
    came = Enrolment.objects.filter(
        shift__campaign=campaign, employee__user=request.user, shift__ends__lte=timezone.now()
    ).exists()
    organises = may_organise(request.user, campaign)
    shown = {
        "campaign": campaign,
        "came": came,
        "organises": organises,
        "enters": organises or may_enter(request.user),
    }
    return render_to_string("contests/campaigns/own.html", shown)
