"""Two at once: two workers at the hour of an issue, two editors on one page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from magazine import release
from magazine.factories import ArticleFactory, IssueFactory
from magazine.models import ArticlePage, IssuePage, PrintRun
from syndication.models import Channel, Delivery
from tests.processes import wait_until, worker


@pytest.mark.django_db(transaction=True)
def test_two_workers_release_an_issue_once(site):
    issue = IssueFactory(draft=True)
    for _ in range(3):
        ArticleFactory(issue=issue, draft=True)
    release.release(issue, None, at=timezone.now() + timedelta(seconds=1))
    with worker(), worker():
        wait_until(lambda: IssuePage.objects.live().filter(pk=issue.pk).exists(), 60)
        wait_until(lambda: ArticlePage.objects.live().child_of(issue).count() == 3)
        wait_until(lambda: PrintRun.objects.exists())
    published = PageLogEntry.objects.filter(page=issue.pk, action="wagtail.publish.scheduled")
    assert published.count() == 1
    assert PrintRun.objects.count() == 1
    assert Delivery.objects.filter(page_id=issue.pk).count() == Channel.objects.count()
    assert PageLogEntry.objects.filter(action="wagtail.publish").exclude(page=issue.pk).count() == 3


@pytest.mark.django_db
def test_the_second_of_two_editors_is_warned_and_nothing_is_lost(sign_in):
    article = ArticleFactory(title="Было")
    first, second = sign_in("press"), sign_in("press")
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    module = second.get(address).context["editing_sessions"]
    opened = article.get_latest_revision().pk
    first.get(address)
    ArticlePage.objects.get(pk=article.pk).save_revision(user=first.get("/me/").wsgi_request.user)
    told = second.post(module.ping_url, {"revision_id": opened}).json()
    assert any(other["revision_id"] for other in told["other_sessions"])
    ArticlePage.objects.get(pk=article.pk).save_revision(user=second.get("/me/").wsgi_request.user)
    assert article.revisions.count() == 3
