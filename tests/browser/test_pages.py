"""Every page type in a real browser: nothing shifts sideways, no error in the console, axe and the HTML validator are content."""

import pytest
from django.urls import reverse

from people.models import Subdivision
from tests.browser.looking import faults, invalid, is_light, weigh

pytestmark = pytest.mark.browser


def addresses(company):
    return [
        "/",
        "/news/",
        company["news"].url,
        "/magazine/",
        company["issue"].url,
        company["article"].url,
        company["whole"].url,
        reverse("magazine:rubric", args=[company["article"].rubric.slug]),
        reverse("magazine:tag", args=[company["article"].tags.get().slug]),
        reverse("magazine:read", args=[company["pdf"].issue_id]) + "?q=труба",
        "/people/",
        "/people/?q=ъъъ",
        "/people/units/",
        f"/people/units/{Subdivision.objects.first().slug}/",
        "/people/today/",
        "/people/quiz/",
        "/me/profile/",
        "/me/profile/away/",
        "/me/profile/propose/",
        "/me/consents/",
        "/me/passkeys/",
        company["hero"].get_absolute_url(),
        "/channel/",
        "/search/?q=насос",
        "/me/",
        "/nothing/here/",
    ]


@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing_and_nothing_sticks_out(visit, company, width, theme):
    page = visit(width, color_scheme=theme, bypass_csp=True)  # axe writes styles of its own
    assert faults(page, addresses(company)) == {}


def test_the_markup_is_valid(company, sign_in, tmp_path):
    client = sign_in("employee")  # an editor's pages have Wagtail's bar in them too
    assert invalid(client, addresses(company), tmp_path) == []


def test_a_first_visit_is_light_and_writes_no_error_to_the_console(visit, company):
    page = visit()
    first = [address for address in addresses(company)[:-1] if "/read/" not in address]  # that one has PDF.js
    for address in first:
        weighed = weigh(page, address)
        assert is_light(weighed), (address, weighed)
    assert page.errors == []


def test_the_portal_reads_without_scripts(visit, company):
    page = visit(java_script_enabled=False)
    page.goto("/people/?q=христорож")
    page.get_by_role("link", name="Константин").first.click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Константин")


def test_suggestions_show_people_with_faces_while_one_types(visit, company):
    page = visit()
    page.goto("/")
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.type("христо", delay=30)
    page.get_by_role("link", name="Христорождественский").or_(
        page.get_by_role("option", name="Христорождественский")
    ).first.wait_for()


def test_the_editor_of_an_article_opens_with_its_preview_and_publishes(visit, company):
    page = visit()
    page.goto(f"/admin/pages/{company['article'].pk}/edit/")
    page.locator("#id_title").fill("Новый заголовок статьи")
    page.get_by_role("button", name="Показать больше действий").or_(
        page.locator(".footer [data-w-dropdown-target='toggle']")
    ).first.click()
    page.get_by_role("button", name="Опубликовать").first.click()
    page.wait_for_url("**/admin/pages/**")
    page.goto(company["article"].url)
    assert "Новый заголовок статьи" in page.get_by_role("heading", level=1).inner_text().replace("\xa0", " ")
