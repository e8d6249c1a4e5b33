"""What finding a person costs while one types, against a bare view that does one indexed lookup, over HTTP.

    python -m bench.finding [--employees 50000] [--requests 200] [--rounds 5] [--json FILE]

Both servers run side by side under the same gunicorn flags and are asked in turn; CPU of the worker processes, medians of the
rounds. DATABASE_URL chooses PostgreSQL, whose own CPU is not counted.
"""

from __future__ import annotations

import argparse
import json
import statistics
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

from bench.data import addresses, made, production
from bench.serving import ROOT, Server, serving

# The generated company has these people: see people/demo_data/names.json.
QUERIES = {
    "exact": "Коваленко Мария",
    "prefix": "ковал мар",
    "short prefix": "ко",
    "sentence": "Мария Петровна из бухгалтерии",
    "abbreviation": "ПТО",
    "short name": "Саша Коваленко",
    "phone": "21-47",
    "typo": "Каваленко",
    "layout": "rjdfktyrj",
    "latin": "Kovalenko",
}


@dataclass
class Row:
    """One way to ask; times are medians over the rounds. `new`: nobody has asked so before, `again`: somebody has."""

    query: str
    found: int
    bare_cpu_ms: float
    new_cpu_ms: float
    new_ratio: float
    again_cpu_ms: float
    again_ratio: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--employees", type=int, default=50_000)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--data", type=Path, default=ROOT / "var" / "bench-finding")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    environment = production(options.data)
    made(options.data, options.employees, 100, environment)
    session, _ = addresses(environment)
    with serving("portal.wsgi", 8190, environment) as portal, serving("bench.bare", 8192, environment) as bare:
        portal.cookie = session
        bare.cookie = bare.get("/enter/")[1]["set-cookie"].split(";")[0]
        rows = [_row(options, portal, bare, name, query) for name, query in QUERIES.items()]
    _print(rows)
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))


def _row(options, portal: Server, bare: Server, name: str, query: str) -> Row:
    path = f"/search/suggest/?q={quote(query)}"
    body = portal.get(path)[2]
    floor = f"/lookup/{len(body)}/"
    both = {"new": f"{path}&new=1", "again": path}  # with a second value the answer is not kept
    for address in both.values():
        portal.load(address, 50)
    bare.load(floor, 50)
    rounds = [
        {name: portal.load(address, options.requests)[0] for name, address in both.items()}
        | {"bare": bare.load(floor, options.requests)[0]}
        for _ in range(options.rounds)
    ]

    def median(what) -> float:
        return statistics.median(map(what, rounds))

    return Row(
        query=f"{name}: {query}",
        found=body.count(b"<li>"),
        bare_cpu_ms=median(lambda cpu: cpu["bare"]),
        new_cpu_ms=median(lambda cpu: cpu["new"]),
        new_ratio=median(lambda cpu: cpu["new"] / cpu["bare"]),
        again_cpu_ms=median(lambda cpu: cpu["again"]),
        again_ratio=median(lambda cpu: cpu["again"] / cpu["bare"]),
    )


def _print(rows: list[Row]) -> None:
    print(f"{'query':28} {'found':>5} {'bare ms':>8} {'new ms':>7} {'×':>5} {'again ms':>9} {'×':>5}")
    for row in rows:
        print(
            f"{row.query:28} {row.found:5} {row.bare_cpu_ms:8.2f} {row.new_cpu_ms:7.2f} {row.new_ratio:5.1f} "
            f"{row.again_cpu_ms:9.2f} {row.again_ratio:5.1f}"
        )


if __name__ == "__main__":
    main()
