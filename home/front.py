"""What the front page shows, gathered in a constant number of queries."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Case, When
from django.utils import timezone
from wagtail.models import PageQuerySet

from contests import cards
from films.coming import coming
from magazine.contents import entries
from magazine.models import IssuePage
from news.models import NewsPage
from people.today import faces_of_the_day
from portal.stories import Summary, live_stories, summaries

if TYPE_CHECKING:
    from home.models import DayLine, HomePage

FEED_LENGTH = 6
LOOK_BACK = 12  # among so many of the newest stories one with a cover is looked for
CONTENTS_LENGTH = 5
TEMPERATURES_LAST = timedelta(hours=24)


def front_context(home: HomePage) -> dict[str, object]:
    """Alert, temperatures, lead story, feed, the contest that needs people now, films and the newest issue."""
    issue = IssuePage.objects.live().with_covers().select_related("pdf").order_by("-year", "-number").first()
    faces = faces_of_the_day()
    contest, screen = cards.needed(), coming()
    covers = [page.cover for page in (contest, screen.premiere, screen.latest) if page]
    pictures = [issue and issue.face, *covers, *(face.person.photo for face in faces)]
    stories = summaries(_chosen_first(home.lead_story_id)[:LOOK_BACK], *pictures)
    lead = _lead(stories, home.lead_story_id)
    return {
        "alert": NewsPage.objects.urgent().first(),
        "day_line": day_line(),
        "lead": lead,
        "feed": [story for story in stories if story is not lead][:FEED_LENGTH],
        "faces": faces,
        "contest": contest,
        "screen": screen,
        "issue": issue,
        "contents": entries(issue.articles(), getattr(issue, "pdf", None))[:CONTENTS_LENGTH] if issue else [],
    }


def day_line() -> DayLine | None:
    """The temperatures, unless they are older than a day."""
    fresh = apps.get_model("home", "DayLine").objects.filter(updated_at__gt=timezone.now() - TEMPERATURES_LAST)
    return fresh.exclude(outdoor=None, supply=None, returning=None).first()


def _chosen_first(lead_id: int | None) -> PageQuerySet:
    """The newest stories, the one that the editors chose before them, however old."""
    chosen = Case(When(pk=lead_id, then=0), default=1)
    return live_stories().order_by(chosen, "-first_published_at", "-pk")


def _lead(stories: list[Summary], chosen_id: int | None) -> Summary | None:
    chosen = next((story for story in stories if story.page_id == chosen_id), None)
    return chosen or next((story for story in stories if story.cover), stories[0] if stories else None)
