"""Every page type in a real browser: nothing shifts sideways, no error in the console, axe and the HTML validator are content."""

import gzip
import json
import subprocess

import pytest
from django.conf import settings

from people.models import Subdivision

pytestmark = pytest.mark.browser
AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
RUN_AXE = "rules => axe.run(document, {runOnly: rules}).then(found => found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', ')))"


def addresses(company):
    return [
        "/",
        "/news/",
        company["news"].url,
        "/magazine/",
        company["issue"].url,
        company["article"].url,
        company["whole"].url,
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
    axe = AXE.read_text(encoding="utf-8")
    found = {}
    for address in addresses(company):
        page.goto(address)
        page.evaluate(axe)
        found[address] = page.evaluate(RUN_AXE, RULES)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found[address].append("sticks out")
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_the_markup_is_valid(company, sign_in, tmp_path):
    client = sign_in("employee")  # an editor's pages have Wagtail's bar in them too
    for number, address in enumerate(addresses(company)):
        (tmp_path / f"{number}.html").write_bytes(client.get(address).content)
    validator = settings.BASE_DIR / "node_modules" / ".bin" / "html-validate"
    rules = settings.BASE_DIR / ".htmlvalidate.json"
    command = [validator, "--config", rules, "--formatter", "json", *sorted(tmp_path.glob("*.html"))]
    report = tmp_path / "report.json"
    with report.open("w") as out:
        subprocess.run(command, stdout=out, check=False)
    wrong = [
        f"{addresses(company)[int(r['filePath'].split('/')[-1][:-5])]}: {m['message']}"
        for r in json.loads(report.read_text(encoding="utf-8"))
        for m in r["messages"]
    ]
    assert wrong == []


def test_a_first_visit_is_light_and_writes_no_error_to_the_console(visit, company):
    """At most twelve requests without pictures, 140 kB of fonts, and a page of 100 kB packed (look.md)."""
    page = visit()
    for address in addresses(company)[:-1]:
        asked, sizes = [], {"font": 0, "rest": 0}

        def weigh(response, asked=asked, sizes=sizes):
            kind = response.request.resource_type
            if kind == "image" or "/wagtailadmin/" in response.url:
                return
            asked.append(response.url)
            body = response.body()
            sizes["font" if kind == "font" else "rest"] += len(body) if kind == "font" else len(gzip.compress(body))

        page.on("response", weigh)
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.remove_listener("response", weigh)
        css_parts = [url for url in asked if "/static/css/" in url]
        requests = len(asked) - len(css_parts) + 1  # what is served joins the parts of the stylesheet into one file
        assert requests <= 12, (address, asked)
        assert sizes["font"] <= 140_000, address
        assert sizes["rest"] <= 100_000, address
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
