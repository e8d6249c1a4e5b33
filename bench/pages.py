"""What a reading page costs, against a bare Django view that reads session and user and answers a body of equal size.

    python -m bench.pages [--employees 5000] [--articles 1000] [--requests 400] [--rounds 5] [--json FILE]

Data are generated into a folder of their own (kept between runs: --data DIR). Both servers run side by side under the same
gunicorn flags; each round asks both in turn, and the medians of the rounds are printed. DATABASE_URL chooses PostgreSQL.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.data import addresses, made, manage, production
from bench.serving import ROOT, Server, serving

BESIDE = 2  # session and user: every signed-in page reads them


@dataclass
class Row:
    """One page type; times are medians over the rounds."""

    page: str
    path: str
    kilobytes: float
    gzipped: float
    queries_cold: int
    queries_warm: int
    cpu_ms: float
    bare_cpu_ms: float
    ratio: float
    per_second: float
    bare_per_second: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--employees", type=int, default=5000)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--requests", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--data", type=Path, default=ROOT / "var" / "bench")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    environment = production(options.data)
    made(options.data, options.employees, options.articles, environment)
    session, pages = addresses(environment)
    queries = _count_queries(environment, session, pages)
    rows = _measure(options, environment, session, pages, queries)
    _print(rows)
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))


def _count_queries(environment, session, pages) -> dict[str, tuple[int, int]]:
    """Cold and warm, of processes that have answered before; a change of pages makes every kept body outdated."""
    counting = {**environment, "DJANGO_SETTINGS_MODULE": "bench.settings"}
    with serving("portal.wsgi", 8191, counting) as server:
        server.cookie = session
        for path in pages.values():
            _cold_and_warm(server, path)
        manage(environment, "shell", "--verbosity", "0", "-c", "from portal.pagecache import bump; bump('pages')")
        return {name: _cold_and_warm(server, path) for name, path in pages.items()}


def _cold_and_warm(server: Server, path: str) -> tuple[int, int]:
    counts = [int(server.get(path)[1]["x-queries"]) - BESIDE for _ in range(8)]
    return max(counts), min(counts)


def _measure(options, environment, session, pages, queries) -> list[Row]:
    with serving("portal.wsgi", 8190, environment) as portal, serving("bench.bare", 8192, environment) as bare:
        portal.cookie = session
        bare.cookie = bare.get("/enter/")[1]["set-cookie"].split(";")[0]
        return [_row(options, portal, bare, name, path, queries[name]) for name, path in pages.items()]


def _row(options, portal: Server, bare: Server, name: str, path: str, queries: tuple[int, int]) -> Row:
    body = portal.get(path)[2]
    floor = f"/session/{len(body)}/"
    portal.load(path, 50)
    bare.load(floor, 50)
    pairs = [(portal.load(path, options.requests), bare.load(floor, options.requests)) for _ in range(options.rounds)]
    cpu, bare_cpu = (statistics.median(pair[i][0] for pair in pairs) for i in (0, 1))
    return Row(
        page=name,
        path=path,
        kilobytes=len(body) / 1000,
        gzipped=len(gzip.compress(body, 6)) / 1000,
        queries_cold=queries[0],
        queries_warm=queries[1],
        cpu_ms=cpu,
        bare_cpu_ms=bare_cpu,
        ratio=statistics.median(ours[0] / theirs[0] for ours, theirs in pairs),
        per_second=statistics.median(pair[0][1] for pair in pairs),
        bare_per_second=statistics.median(pair[1][1] for pair in pairs),
    )


def _print(rows: list[Row]) -> None:
    print(
        f"{'page':12} {'kB':>6} {'gz':>5} {'cold':>5} {'warm':>5} {'cpu ms':>7} {'bare':>6} {'ratio':>6} {'req/s':>7} {'bare':>7}"
    )
    for row in rows:
        print(
            f"{row.page:12} {row.kilobytes:6.1f} {row.gzipped:5.1f} {row.queries_cold:5} {row.queries_warm:5} {row.cpu_ms:7.2f} "
            f"{row.bare_cpu_ms:6.2f} {row.ratio:6.2f} {row.per_second:7.0f} {row.bare_per_second:7.0f}"
        )
    print("queries: beside session and user; cpu: of the worker processes; ratio: median of the rounds, ours to bare")


if __name__ == "__main__":
    main()
