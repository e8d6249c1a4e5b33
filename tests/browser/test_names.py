"""A surname is never cut: on the narrowest telephone it stands whole inside whatever frames it, broken at a hyphen at most."""

import pytest
from django.urls import reverse
from django.utils import timezone

from people.factories import EmployeeFactory
from people.models import Subdivision

pytestmark = pytest.mark.browser
SURNAME = "Христорождественск"
# Wherever the surname is seen: whether it is broken without a hyphen, and whether anything that clips holds it whole.
CUT = r"""surname => {
    const wrong = [], spelt = new RegExp([...surname].join('\u00ad?'))
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    texts: while (walker.nextNode()) {
        const node = walker.currentNode, said = spelt.exec(node.data), parent = node.parentElement
        if (!said || !parent.checkVisibility({visibilityProperty: true}) || parent.closest('.vh, [popover], script')) continue
        const range = document.createRange()
        range.setStart(node, said.index)
        range.setEnd(node, said.index + said[0].length)
        const rects = [...range.getClientRects()]
        if (!rects.length) continue
        window.surnames = (window.surnames || 0) + 1
        if (rects.length > 1 && !said[0].includes('\u00ad')) wrong.push('broken: ' + parent.className + ' ' + node.data)
        for (let box = parent; box !== document.documentElement; box = box.parentElement) {
            const frame = box.getBoundingClientRect(), overflow = getComputedStyle(box).overflowX
            if (['auto', 'scroll'].includes(overflow)) continue texts
            if (overflow !== 'visible' && rects.some(r => r.left < frame.left - 1 || r.right > frame.right + 1)) wrong.push('clipped: ' + box.className)
        }
        if (rects.some(r => r.left < 0 || r.right > innerWidth)) wrong.push('outside: ' + parent.className)
    }
    return {wrong, seen: window.surnames || 0}
}"""


@pytest.fixture
def staff(company):
    """Both forms of a surname of twenty letters: with and without a portrait, at the head of a unit, with a birthday today."""
    today = timezone.localdate().replace(year=1980)  # which has every day
    made = {"birth_date": today, "shown": True, "consents": ["birthday", "quiz"], "patronymic": "Вячеславовна"}
    EmployeeFactory(surname="Христорождественская", name="Александрина", post__is_head=True, **made)
    EmployeeFactory(surname="Христорождественская", name="Ия", hired_on=timezone.localdate())
    return company


def test_no_surname_is_cut_at_360_pixels(visit, staff):
    unit = Subdivision.objects.filter(posts__is_head=True).first()
    hero = staff["hero"].get_absolute_url()
    addresses = [
        "/",
        "/people/",
        "/people/?q=Христорождественская",
        "/people/today/",
        hero,
        "/search/?q=Христорождественская",
    ]
    addresses += ["/people/units/", reverse("people:unit", args=[unit.slug]), staff["article"].url, staff["issue"].url]
    page, found = visit(360, bypass_csp=True), {}
    for address in addresses:
        page.goto(address)
        found[address] = page.evaluate(CUT, SURNAME)
    assert {address: told["wrong"] for address, told in found.items() if told["wrong"]} == {}
    assert {address for address, told in found.items() if not told["seen"]} <= {"/"}


def test_no_surname_is_cut_in_the_suggestions(visit, staff):
    page = visit(360, bypass_csp=True)
    page.goto("/search/")
    page.locator("main input[name=q]").press_sequentially("христо", delay=30)
    page.get_by_role("option", name="Александрина").or_(page.get_by_role("link", name="Александрина")).first.wait_for()
    told = page.evaluate(CUT, SURNAME)
    assert told["wrong"] == []
    assert told["seen"]
