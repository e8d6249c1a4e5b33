"""A body as the demo's files write it (pictures and people by key, stories by slug) made into what a StreamField stores."""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import uuid4

from wagtail.models import Page

PkOf = Callable[[str], int | None]


def stored_body(blocks: list[dict], picture: PkOf, employee: PkOf) -> str:
    """JSON for a StreamField. Each block is `{"type": …, "value": …}`; see the files in `magazine/demo_data`.

    A story that is not loaded (yet) is left out.
    """
    here = stories_here(blocks)
    shown = [block for block in blocks if block["type"] != "story" or block["value"]["story"] in here]
    return json.dumps([_stored(block, picture, employee) for block in shown], ensure_ascii=False)


def stories_here(blocks: list[dict]) -> set[str]:
    """Slugs of the stories that these blocks show and that are loaded."""
    named = {block["value"]["story"] for block in blocks if block["type"] == "story"}
    return set(Page.objects.filter(slug__in=named).values_list("slug", flat=True)) if named else set()


def _stored(block: dict, picture: PkOf, employee: PkOf) -> dict:
    kind, value = block["type"], block["value"]
    if kind == "picture":
        value = value | {"picture": picture(value["picture"])}
    elif kind == "gallery":
        shown = [item | {"picture": picture(item["picture"])} for item in value["pictures"]]
        value = value | {"pictures": stored_items(shown)}
    elif kind == "figures":
        value = {"heading": "", "figures": stored_items(value)}
    elif kind in ("quote", "employee"):
        value = value | {"employee": employee(value["employee"])}
    elif kind == "interview":
        value = value | {"employee": employee(value["employee"]), "answers": stored_items(value["answers"])}
    elif kind == "timeline":
        told = [
            moment | {"picture": picture(key) if (key := moment.get("picture")) else None}
            for moment in value["moments"]
        ]
        value = value | {"moments": stored_items(told)}
    elif kind == "story":
        value = {"story": Page.objects.filter(slug=value["story"]).values_list("pk", flat=True).first()}
    return {"type": kind, "value": value, "id": str(uuid4())}


def stored_items(values: list[dict]) -> list[dict]:
    """The values as a ListBlock stores them."""
    return [{"type": "item", "value": value, "id": str(uuid4())} for value in values]
