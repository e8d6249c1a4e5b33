"""How stories are read: counted in batches, folded to counts, shown in groups; never by whom."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.factories import UserFactory
from magazine.factories import ArticleFactory, IssueFactory
from people.factories import EmployeeFactory
from people.models import ReadCount, ReadMark
from people.readership import buffer, folding, keys
from people.readership.groups import LEAST, OTHERS, Group, merged

pytestmark = pytest.mark.django_db
YESTERDAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(buffer, "_start_timer", lambda: None)
    yield
    buffer._waiting.clear()


def tell(client, page, *, end: bool = False, **headers):
    """What the page's beacon sends."""
    body = f"page={page.pk}" + ("&end=1" if end else "")
    answer = client.post("/reads/", body, content_type="application/x-www-form-urlencoded", headers=headers)
    assert answer.status_code == 204
    return answer


def reader(town: str = "Тихорецк", unit: str = "Тихорецкие тепловые сети"):
    employee = EmployeeFactory(user=UserFactory(), post="Слесарь", post__town=town, post__units=(unit,))
    return employee.user


def test_no_reading_writes_a_row_by_itself(sign_in, django_assert_max_num_queries):
    article, client = ArticleFactory(), sign_in(reader())
    client.get("/")
    with django_assert_max_num_queries(2):  # session and user
        tell(client, article)
    assert not ReadMark.objects.exists()
    assert buffer.flush() == 1
    mark = ReadMark.objects.get()
    assert (mark.page_id, mark.town, mark.unit, mark.finished) == (
        article.pk,
        "Тихорецк",
        "Тихорецкие тепловые сети",
        False,
    )


def test_a_person_counts_once_a_day_and_reads_to_the_end_later(sign_in):
    article, client = ArticleFactory(), sign_in(reader())
    for _ in range(3):
        tell(client, article)
    buffer.flush()
    tell(client, article, end=True)
    buffer.flush()
    assert list(ReadMark.objects.values_list("finished", flat=True)) == [True]


def test_many_reads_are_written_in_as_many_queries_as_one(sign_in, django_assert_num_queries):
    articles = [ArticleFactory() for _ in range(5)]
    readers = [reader() for _ in range(4)]
    for user in readers:
        client = sign_in(user)
        for article in articles:
            tell(client, article)
    with django_assert_num_queries(6):
        buffer.flush()
    assert ReadMark.objects.count() == 20


@pytest.mark.parametrize("body", ["", "page=", "page=x", "page=-1", "page=99999999999", "page=٣", "page=1&" + "x" * 99])
def test_nonsense_is_answered_with_nothing(sign_in, body):
    answer = sign_in().post("/reads/", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 204 and not buffer.flush()


def test_only_live_stories_are_counted_and_only_from_our_own_pages(sign_in):
    client, draft, live = sign_in(reader()), ArticleFactory(draft=True), ArticleFactory()
    tell(client, draft)
    tell(client, live, **{"sec-fetch-site": "cross-site"})
    buffer.flush()
    assert not ReadMark.objects.exists()


def test_strangers_are_not_counted(client):
    article = ArticleFactory(audience="public")
    assert (
        client.post("/reads/", f"page={article.pk}", content_type="application/x-www-form-urlencoded").status_code
        == 302
    )
    assert not buffer.flush()


def test_the_page_has_its_mark(sign_in):
    article = ArticleFactory()
    for address in (article.url, article.get_parent().url):
        assert "<read-mark" in sign_in().get(address).content.decode()


def read_before(article, users, days: int = 1, *, end: bool = False) -> None:
    """These people have read the article so many days ago."""
    day = timezone.localdate() - days * YESTERDAY
    buffer._write({(article.pk, user.pk, day): end for user in users})


def test_marks_of_past_days_become_counts_and_the_secret_goes(settings):
    article = ArticleFactory()
    users = [reader() for _ in range(3)]
    read_before(article, users[:2])
    read_before(article, users[2:], end=True)
    secrets = list((settings.DATA_DIR / "keys").iterdir())
    assert len(secrets) == 1 and secrets[0].stat().st_mode & 0o777 == 0o600
    folding.fold_past_days()
    folding.fold_past_days()
    assert not ReadMark.objects.exists() and not list((settings.DATA_DIR / "keys").iterdir())
    counts = {row.of: (row.name, row.readers, row.finished) for row in ReadCount.objects.all()}
    assert counts == {"all": ("", 3, 1), "town": ("Тихорецк", 3, 1), "unit": ("Тихорецкие тепловые сети", 3, 1)}


def test_today_is_not_folded():
    article = ArticleFactory()
    read_before(article, [reader()], days=0)
    folding.fold_past_days()
    assert ReadMark.objects.count() == 1 and not ReadCount.objects.exists()


def test_a_mark_has_nothing_in_common_with_others_of_the_same_person():
    user, day = 7, date(2026, 11, 24)
    marks = {keys.reader(page, user, day - n * YESTERDAY) for page in (1, 2) for n in (0, 1)}
    assert len(marks) == 4
    assert keys.reader(1, user, day) == keys.reader(1, user, day)
    before = keys.reader(1, user, day)
    keys.forget(day)
    assert keys.reader(1, user, day) != before


def test_nothing_that_is_stored_names_a_reader():
    fields = {field.name for model in (ReadMark, ReadCount) for field in model._meta.get_fields()}
    assert fields == {"id", "page", "day", "reader", "town", "unit", "finished", "of", "name", "readers"}


marks = st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from(["А", "Б", ""]), st.sampled_from(["В", ""]), st.booleans())
)


@given(marks)
def test_the_count_is_a_naive_count(rows):
    counted = folding.count(rows)
    for place, of in ((1, "town"), (2, "unit")):
        naive = Counter((row[0], row[place]) for row in rows)
        ended = Counter((row[0], row[place]) for row in rows if row[3])
        for (page, name), number in naive.items():
            assert counted[page, of, name] == (number, ended[page, name])
    assert sum(number for (_, of, _), (number, _) in counted.items() if of == "all") == len(rows)


groups = st.lists(st.integers(1, 40)).map(
    lambda sizes: [Group(f"Г{n}", size, size // 2) for n, size in enumerate(sizes)]
)


@given(groups)
def test_no_group_under_ten_is_shown_nor_found_by_subtraction(given_groups):
    total = sum(group.readers for group in given_groups)
    shown = merged(given_groups)
    assert all(group.readers >= LEAST for group in shown)
    named = {group.name for group in shown} - {OTHERS}
    hidden = [group for group in given_groups if group.name not in named]
    left = total - sum(group.readers for group in shown if group.name != OTHERS)
    assert not hidden or not named or (len(hidden) > 1 and left >= LEAST)
    if shown:
        assert sum(group.readers for group in shown) == total


def test_the_editor_sees_days_towns_and_articles_of_an_issue(sign_in):
    issue = IssueFactory()
    article = ArticleFactory(issue=issue, title="Читаемая статья")
    crowd = [reader() for _ in range(12)]
    read_before(
        article, [*crowd, *(reader(town="Майкоп", unit="Майкопские сети") for _ in range(3)), reader(town="Туапсе")]
    )
    read_before(article, crowd[:6], end=True)
    folding.fold_past_days()
    client = sign_in("press")
    page = client.get(reverse("readership", args=[issue.pk])).content.decode()
    assert "Читаемая статья" in page and "38 %" in page
    assert "Майкоп" not in page and "Туапсе" not in page and OTHERS in page
    assert reverse("readership", args=[article.pk]) in page
    assert "Как читали" in client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()


@pytest.mark.parametrize("size", [2, 12])
def test_the_panel_takes_as_many_queries_with_two_articles_as_with_twelve(sign_in, size, django_assert_max_num_queries):
    issue, crowd = IssueFactory(), [reader() for _ in range(3)]
    for _ in range(size):
        read_before(ArticleFactory(issue=issue), crowd)
    folding.fold_past_days()
    client, address = sign_in("press"), reverse("readership", args=[issue.pk])
    client.get(address)
    with django_assert_max_num_queries(30):
        client.get(address)


def test_only_editors_see_the_panel(sign_in):
    article = ArticleFactory()
    assert sign_in("hr").get(reverse("readership", args=[article.pk])).status_code in (302, 403)
