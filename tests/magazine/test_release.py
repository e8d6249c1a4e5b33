"""An issue and its articles are one act: they appear together or not at all."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from magazine.announcing import announce_today
from magazine.factories import ArticleFactory, IssueFactory
from magazine.models import ArticlePage, IssuePage, MagazinePage
from portal import stories
from portal.clock import publish_scheduled
from portal.problems import Problem
from tests.magazine.test_writing import issue_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue():
    return IssueFactory(draft=True)


def press_release(sign_in, issue, at=""):
    return sign_in("press").post(f"/admin/magazine/issues/{issue.pk}/release/", {"at": at}, follow=True)


def live(issue) -> tuple[bool, int]:
    """Whether the issue is out, and how many of its articles are."""
    return IssuePage.objects.get(pk=issue.pk).live, ArticlePage.objects.live().child_of(issue).count()


def test_an_issue_comes_out_with_all_its_articles(sign_in, issue):
    articles = [ArticleFactory(issue=issue, draft=True) for _ in range(3)]
    answer = press_release(sign_in, issue)
    assert "Номер вышел вместе со всеми материалами." in answer.content.decode()
    assert live(issue) == (True, 3)
    assert sign_in("employee").get(ArticlePage.objects.get(pk=articles[0].pk).url).status_code == 200


def test_the_last_draft_is_what_comes_out(sign_in, issue):
    article = ArticleFactory(issue=issue, draft=True)
    article.title = "Так лучше"
    article.save_revision()
    press_release(sign_in, issue)
    assert ArticlePage.objects.get(pk=article.pk).title == "Так лучше"


def test_one_unfinished_article_stops_them_all_and_is_named(sign_in, issue):
    ArticleFactory(issue=issue, draft=True)
    unfinished = ArticleFactory(issue=issue, draft=True, title="Без лида")
    unfinished.lead = ""
    unfinished.save_revision(clean=False)
    said = press_release(sign_in, issue).content.decode()
    assert "Номер не вышел" in said and "Без лида" in said and "лид" in said
    assert live(issue) == (False, 0)


def test_a_block_that_is_not_filled_stops_the_issue(sign_in, issue):
    quote = {"type": "quote", "value": {"text": "", "employee": None, "name": "", "position": ""}}
    ArticleFactory(issue=issue, draft=True, title="С пустой цитатой", blocks=[quote])
    assert "ошибочный блок" in press_release(sign_in, issue).content.decode()
    assert live(issue) == (False, 0)


def test_the_editor_of_the_issue_obeys_the_same_rule(sign_in, issue):
    unfinished = ArticleFactory(issue=issue, draft=True)
    unfinished.lead = ""
    unfinished.save_revision(clean=False)
    form = issue_form(title="Новое имя", slug=issue.slug, number=issue.number, **{"action-publish": "1"})
    answer = sign_in("press").post(f"/admin/pages/{issue.pk}/edit/", form)
    assert answer.url == f"/admin/magazine/issues/{issue.pk}/"
    assert live(issue) == (False, 0)
    kept = IssuePage.objects.get(pk=issue.pk).get_latest_revision_as_object()
    assert kept.title == "Новое имя", "what was typed is kept"


def test_published_in_bulk_it_is_refused_as_a_whole_too(sign_in, issue):
    unfinished = ArticleFactory(issue=issue, draft=True)
    unfinished.lead = ""
    unfinished.save_revision(clean=False)
    sign_in("press").post(f"/admin/bulk/wagtailcore/page/publish/?id={issue.pk}", {"include_descendants": "on"})
    assert live(issue) == (False, 0)


def test_published_in_the_editor_the_articles_follow(sign_in, issue):
    ArticleFactory(issue=issue, draft=True)
    form = issue_form(slug=issue.slug, number=issue.number, **{"action-publish": "1"})
    sign_in("press").post(f"/admin/pages/{issue.pk}/edit/", form)
    assert live(issue) == (True, 1)


def test_an_article_of_an_issue_that_is_not_out_cannot_be_published_alone(sign_in, issue):
    article = ArticleFactory(issue=issue, draft=True)
    page = sign_in("press").get(f"/admin/pages/{article.pk}/edit/").content.decode()
    assert "action-publish" not in page
    sign_in("admin").post(f"/admin/bulk/wagtailcore/page/publish/?id={article.pk}", {})
    assert live(issue) == (False, 0)


def test_an_article_added_to_an_issue_that_is_out_is_published_by_itself(sign_in):
    issue = IssueFactory()
    article = ArticleFactory(issue=issue, draft=True)
    assert "action-publish" in sign_in("press").get(f"/admin/pages/{article.pk}/edit/").content.decode()


def test_an_issue_published_again_does_not_publish_drafts(sign_in):
    issue = IssueFactory()
    ArticleFactory(issue=issue, draft=True)
    issue.save_revision().publish()
    assert live(issue) == (True, 0)


def test_the_clock_releases_at_the_set_time(sign_in, issue):
    ArticleFactory(issue=issue, draft=True)
    at = timezone.localtime() + timedelta(days=1)
    answer = press_release(sign_in, issue, f"{at:%d.%m.%Y %H:%M}")
    assert "вместе со всеми материалами" in answer.content.decode()
    publish_scheduled()
    assert live(issue) == (False, 0)
    with time_machine.travel(at + timedelta(minutes=1)):
        publish_scheduled()
    assert live(issue) == (True, 1)


def test_what_was_broken_meanwhile_stops_the_clock_and_is_shown(sign_in, issue):
    article = ArticleFactory(issue=issue, draft=True)
    at = timezone.localtime() + timedelta(days=1)
    press_release(sign_in, issue, f"{at:%d.%m.%Y %H:%M}")
    article.lead = ""
    article.save_revision(clean=False)
    with time_machine.travel(at + timedelta(minutes=1)):
        publish_scheduled()
    assert live(issue) == (False, 0)
    assert "лид" in Problem.objects.get(key__startswith="publish:").detail


def test_the_set_time_can_be_called_off(sign_in, issue):
    at = timezone.localtime() + timedelta(days=1)
    press_release(sign_in, issue, f"{at:%d.%m.%Y %H:%M}")
    sign_in("press").post(f"/admin/magazine/issues/{issue.pk}/call-off/")
    with time_machine.travel(at + timedelta(minutes=1)):
        publish_scheduled()
    assert live(issue) == (False, 0)


def test_a_time_that_has_passed_is_refused_at_its_field(sign_in, issue):
    answer = press_release(sign_in, issue, "01.01.2020 10:00")
    assert answer.status_code == 422
    assert "Это время уже прошло." in answer.content.decode()


def test_an_issue_is_taken_down_with_its_articles(sign_in):
    issue = IssueFactory()
    ArticleFactory(issue=issue)
    sign_in("press").post(f"/admin/pages/{issue.pk}/unpublish/", {})
    assert live(issue) == (False, 0)


def test_an_article_moved_into_an_issue_that_is_not_out_waits_for_it(issue):
    article = ArticleFactory()
    article.move(issue, pos="last-child")
    assert live(issue) == (False, 0)


@pytest.mark.parametrize("role", ["employee", "hr", "jury"])
def test_others_release_nothing(sign_in, issue, role):
    sign_in(role).post(f"/admin/magazine/issues/{issue.pk}/release/", {"at": ""})
    assert live(issue) == (False, 0)


def test_the_approval_of_an_article_that_waits_publishes_nothing(sign_in, issue):
    article = ArticleFactory(issue=issue, draft=True)
    client = sign_in("press")
    client.post(f"/admin/magazine/issues/{issue.pk}/articles/{article.pk}/proofread/")
    page = client.get(f"/admin/pages/{article.pk}/edit/").content.decode()
    assert "Одобрить" in page and "Одобрить и опубликовать" not in page
    client.post(f"/admin/magazine/issues/{issue.pk}/articles/{article.pk}/approve/")
    assert live(issue) == (False, 0)


@pytest.fixture
def announced():
    """Ids of pages that were announced, in their order."""
    heard = []

    def hear(page_id, **kwargs):
        heard.append(page_id)

    stories.announced.connect(hear)
    yield heard
    stories.announced.disconnect(hear)


def morning(days: int):
    return (timezone.localtime() + timedelta(days=days)).replace(hour=9, minute=30)


def test_an_article_a_day_from_the_next_morning_in_the_order_of_the_issue(announced):
    issue = IssueFactory(draft=True, article_a_day=True)
    articles = [ArticleFactory(issue=issue, draft=True) for _ in range(2)]
    issue.get_latest_revision().publish()
    announce_today()
    assert announced == []
    for day in (1, 1, 2, 3):
        with time_machine.travel(morning(day)):
            announce_today()
    assert announced == [article.pk for article in articles]


def test_nothing_is_announced_before_nine(announced):
    issue = IssueFactory(draft=True, article_a_day=True)
    ArticleFactory(issue=issue, draft=True)
    issue.get_latest_revision().publish()
    with time_machine.travel(morning(1).replace(hour=8)):
        announce_today()
    assert announced == []


def test_without_the_wish_no_article_is_announced(announced):
    issue = IssueFactory(draft=True)
    ArticleFactory(issue=issue, draft=True)
    issue.get_latest_revision().publish()
    with time_machine.travel(morning(1)):
        announce_today()
    assert announced == []


def test_a_new_installation_has_the_workflow_of_the_magazine():
    assert MagazinePage.objects.get().get_workflow().name == "Материал журнала"
