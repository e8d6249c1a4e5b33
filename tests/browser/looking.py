"""What every page is looked at for: axe, the HTML validator, nothing that sticks out, and how much a first visit weighs."""

import gzip
import json
import subprocess

from django.conf import settings

AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
RUN_AXE = "rules => axe.run(document, {runOnly: rules}).then(found => found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', ')))"
REQUESTS, FONTS, REST = 12, 140_000, 100_000


def faults(page, addresses) -> dict[str, list[str]]:
    """What axe finds on each of these pages, and whether it sticks out; the window was opened with `bypass_csp`."""
    axe, found = AXE.read_text(encoding="utf-8"), {}
    for address in addresses:
        page.goto(address)
        page.evaluate(axe)
        found[address] = page.evaluate(RUN_AXE, RULES)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found[address].append("sticks out")
    return {address: wrong for address, wrong in found.items() if wrong}


def invalid(client, addresses, folder) -> list[str]:
    """What the HTML validator says of these pages."""
    for number, address in enumerate(addresses):
        (folder / f"{number}.html").write_bytes(client.get(address).content)
    validator = settings.BASE_DIR / "node_modules" / ".bin" / "html-validate"
    rules = settings.BASE_DIR / ".htmlvalidate.json"
    command = [validator, "--config", rules, "--formatter", "json", *sorted(folder.glob("*.html"))]
    report = folder / "report.json"
    with report.open("w") as out:
        subprocess.run(command, stdout=out, check=False)
    return [
        f"{addresses[int(r['filePath'].split('/')[-1][:-5])]}: {m['message']}"
        for r in json.loads(report.read_text(encoding="utf-8"))
        for m in r["messages"]
    ]


def weigh(page, address) -> tuple[int, int, int]:
    """Requests without pictures, bytes of fonts, packed bytes of the rest."""
    asked, sizes = [], {"font": 0, "rest": 0}

    def count(response):
        kind = response.request.resource_type
        if kind == "image" or "/wagtailadmin/" in response.url:
            return
        asked.append(response.url)
        body = response.body()
        sizes["font" if kind == "font" else "rest"] += len(body) if kind == "font" else len(gzip.compress(body))

    page.on("response", count)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.remove_listener("response", count)
    css_parts = [url for url in asked if "/static/css/" in url]
    # What is served joins the parts of the stylesheet into one file.
    return len(asked) - len(css_parts) + 1, sizes["font"], sizes["rest"]


def is_light(weighed: tuple[int, int, int]) -> bool:
    """At most twelve requests without pictures, 140 kB of fonts, and a page of 100 kB packed (look.md)."""
    return all(is_ <= most for is_, most in zip(weighed, (REQUESTS, FONTS, REST), strict=True))
