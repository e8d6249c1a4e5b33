"""Bodies are shared by people with the same rights, and nobody ever gets another's, or an old one."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.factories import UserFactory
from accounts.roles import Role
from news.factories import NewsFactory
from people.factories import EmployeeFactory
from portal.pagecache import bump
from portal.sections import root_page
from tests.reading import read

pytestmark = pytest.mark.django_db
PATHS = ["/", "/news/", "/magazine/", "/people/", "/channel/"]


@pytest.fixture
def people(sign_in):
    """Clients of five people of different roles, each with a name that nobody else has."""
    users = {f"Имярек{n}": role for n, role in enumerate(["employee", "employee", "hr", "press", "jury"])}
    return {name: sign_in(UserFactory(first_name=name, role=Role(role))) for name, role in users.items()}


@given(walk=st.lists(st.tuples(st.integers(0, 4), st.sampled_from(PATHS)), min_size=2, max_size=12))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_whatever_order_people_read_nobody_sees_the_name_of_another(people, walk):
    names = list(people)
    for who, path in walk:
        page = read(people[names[who]].get(path))
        assert [name for name in names if name in page] == [names[who]]


def test_a_page_read_before_takes_two_queries_beside_session_and_user(sign_in, django_assert_max_num_queries):
    page, reader = NewsFactory(), sign_in("employee")
    for path in (*PATHS, page.url):
        reader.get(path)
        reader.get(path)
        with django_assert_max_num_queries(4):
            assert reader.get(path).status_code == 200


def test_the_body_made_for_one_serves_another_with_the_same_rights(sign_in, django_assert_max_num_queries):
    page = NewsFactory()
    first, second = sign_in("employee"), sign_in("employee")
    first.get(page.url)
    second.get("/")
    with django_assert_max_num_queries(4):
        second.get(page.url)


def test_what_is_published_is_seen_by_whoever_read_the_page_a_moment_ago(sign_in):
    reader, page = sign_in("employee"), NewsFactory(title="Было")
    assert "Было" in read(reader.get(page.url))
    page.title = "Стало"
    page.save_revision().publish()
    for path in (page.url, "/", "/news/", "/channel/"):
        assert "Стало" in read(reader.get(path))


def test_what_is_unpublished_is_gone_from_everywhere(sign_in):
    reader, page = sign_in("employee"), NewsFactory(title="Недолговечная")
    reader.get(page.url), reader.get("/")
    page.unpublish()
    assert reader.get(page.url).status_code == 404
    assert "Недолговечная" not in read(reader.get("/"))


def test_a_body_made_while_something_changed_is_not_kept_for_those_who_come_after(sign_in, monkeypatch):
    reader, page = sign_in("employee"), NewsFactory(title="Было")
    make, done = type(page).get_context, []

    def changed_meanwhile(self, request, *args, **kwargs):
        context = make(self, request, *args, **kwargs)
        if not done:
            done.append(True)
            bump("pages")
        return context

    monkeypatch.setattr(type(page), "get_context", changed_meanwhile)
    reader.get(page.url)
    type(page).objects.filter(pk=page.pk).update(title="Стало")
    assert "Стало" in read(reader.get(page.url))


def test_nothing_is_sent_again_while_nothing_has_changed(sign_in):
    reader = sign_in("employee")
    etag = reader.get("/")["ETag"]
    assert reader.get("/", headers={"if-none-match": etag}).status_code == 304
    NewsFactory()
    assert reader.get("/", headers={"if-none-match": etag}).status_code == 200


def test_two_people_never_share_an_etag(sign_in):
    assert sign_in("employee").get("/")["ETag"] != sign_in("employee").get("/")["ETag"]


def test_signing_out_ends_what_the_cache_would_answer(sign_in):
    reader = sign_in("employee")
    reader.get("/")
    reader.post("/logout/")
    assert reader.get("/").status_code == 302


def test_a_restriction_put_on_a_page_holds_at_once(sign_in):
    page, reader = NewsFactory(), sign_in("employee")
    reader.get(page.url)
    restriction = page.view_restrictions.create(restriction_type="groups")
    restriction.groups.add(Role.HR.group())
    assert reader.get(page.url).status_code in {302, 403}
    assert sign_in("hr").get(page.url).status_code == 200
    assert reader.get(page.url).status_code in {302, 403}


def test_a_draft_in_the_editor_never_reaches_readers(sign_in):
    page = NewsFactory(title="Опубликовано")
    page.title = "Черновик"
    page.save_revision()
    sign_in("press").get(f"/admin/pages/{page.pk}/view_draft/")
    assert "Черновик" not in read(sign_in("employee").get(page.url))


def test_a_colleague_who_changes_is_seen_changed(sign_in):
    person, reader = EmployeeFactory(surname="Прежняя"), sign_in("employee")
    assert "Прежняя" in read(reader.get(person.get_absolute_url()))
    person.surname = "Новая"
    person.save()
    assert "Новая" in read(reader.get(person.get_absolute_url()))
    assert "Новая" in read(reader.get("/people/"))


def test_pages_may_be_kept_by_nobody_but_the_reader(sign_in):
    assert sign_in("employee").get(root_page().url)["Cache-Control"] == "private, no-cache"
