"""Messages of foreign windows are heard by nobody."""

import pytest

pytestmark = pytest.mark.browser
FOREIGN = """() => {
  const told = ["set-scroll-position", "get-scroll-position", "request-scroll", "set-scale"].map((name) =>
    `parent.postMessage({wagtail: {type: "w-preview:${name}", x: 0, y: 700, scale: 3, origin: "*"}}, "*");`);
  const frame = document.createElement("iframe");
  frame.sandbox = "allow-scripts";
  frame.srcdoc = `<script>${told.join("")}</script>`;
  document.body.append(frame);
}"""


@pytest.mark.parametrize("where", ["site", "cms"])
def test_a_foreign_frame_moves_nothing(visit, company, where):
    """S55"""
    page = visit(bypass_csp=True)
    page.goto(company["whole"].url if where == "site" else f"/admin/pages/{company['whole'].pk}/edit/")
    page.wait_for_load_state("networkidle")
    before = page.url, page.evaluate("scrollY")
    page.evaluate(FOREIGN)
    page.wait_for_timeout(1000)
    assert (page.url, page.evaluate("scrollY")) == before
