"""The day's temperatures of the demo company."""

import json

from home.models import DayLine
from portal.demo import DATA, Demo


def load(demo: Demo) -> str:
    told = json.loads((DATA / "day.json").read_text(encoding="utf-8"))
    line = DayLine.load()
    line.outdoor, line.supply, line.returning = told["outdoor"], told["supply"], told["return"]
    line.save()
    return "temperatures of the day"
