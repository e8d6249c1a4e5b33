import pytest

from news.factories import NewsFactory

pytestmark = pytest.mark.django_db
INSIDE = [
    "/",
    "/news/",
    "/magazine/",
    "/people/",
    "/channel/",
    "/search/?q=насос",
    "/me/",
    "/admin/",
    "/documents/1/a.pdf",
]


@pytest.mark.parametrize("path", INSIDE)
def test_everything_is_behind_signing_in(client, path):
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer.url.startswith("/login/?next=")


@pytest.mark.parametrize("path", ["/login/", "/healthz/", "/readyz/"])
def test_what_must_be_reachable_signed_out_is(client, path):
    assert client.get(path).status_code in {200, 503}


@pytest.mark.parametrize("role", ["employee", "hr", "press", "jury"])
@pytest.mark.parametrize("path", ["/", "/news/", "/magazine/", "/people/", "/channel/", "/search/?q=насос", "/me/"])
def test_each_role_reads_the_portal(sign_in, role, path):
    assert sign_in(role).get(path).status_code == 200


@pytest.mark.parametrize(("role", "status"), [("employee", 403), ("jury", 403), ("hr", 200), ("press", 200)])
def test_only_editors_enter_the_cms(sign_in, role, status):
    assert sign_in(role).get("/admin/").status_code == status


def test_a_page_for_all_is_open_and_others_are_not(client):
    assert client.get(NewsFactory(audience="public").url).status_code == 200
    assert client.get(NewsFactory().url).status_code == 302


def test_a_draft_is_nowhere(sign_in):
    draft = NewsFactory(draft=True, title="Тайна до пятницы")
    reader = sign_in("employee")
    assert reader.get(draft.get_url() or "/news/draft/").status_code == 404
    for path in ("/", "/news/", "/search/?q=тайна"):
        assert "Тайна до пятницы" not in reader.get(path).content.decode()


def test_every_answer_carries_the_protective_headers(client, sign_in):
    for answer in (
        client.get("/login/"),
        sign_in("employee").get("/"),
        client.get("/nothing/here/"),
        client.get("/readyz/"),
    ):
        policy = answer["Content-Security-Policy"]
        assert "object-src 'none'" in policy
        assert "base-uri 'none'" in policy
        assert "frame-ancestors" in policy
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"


def test_the_site_allows_no_inline_script_and_the_cms_does(sign_in):
    press = sign_in("press")
    assert "'unsafe-inline'" not in press.get("/")["Content-Security-Policy"].split("style-src-attr")[0]
    assert "script-src 'self' 'unsafe-inline'" in press.get("/admin/")["Content-Security-Policy"]
