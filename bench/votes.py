"""What a vote costs: votes a second against a bare insert, whether the 5,000th costs more than the first, and the page of results of
100,000 votes.

    python -m bench.votes [--voters 5000] [--ballots 100000] [postgres://… …]

SQLite is always measured, in a folder of its own. The databases named must be empty: they are migrated and filled. Votes are given
through `contests.voting.ballots.give`, each in a transaction of its own, as requests do: by eight threads for votes a second, by one
for what the first and the last of them cost.
"""

from __future__ import annotations

import argparse
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.data import manage, production
from bench.serving import ROOT

THREADS, WORKS, PART, BATCH = 8, 40, 500, 5000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("databases", nargs="*", help="empty PostgreSQL databases, as DATABASE_URL has them")
    parser.add_argument("--voters", type=int, default=5_000)
    parser.add_argument("--ballots", type=int, default=100_000)
    parser.add_argument("--here", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        return _measure(options.here, options.voters, options.ballots)
    print(
        f"{'database':<12}{'votes/s':>9}{'inserts/s':>11}{'first, ms':>11}{'last, ms':>10}{'queries':>9}{'CPU ms':>8}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for url in ["", *options.databases]:
            environment = {**os.environ, **production(Path(folder) / "data"), "DEMO": "0"}
            environment |= {"DATABASE_URL": url} if url else {}
            manage(environment, "prepare")
            command = [sys.executable, "-m", "bench.votes", "--here", "PostgreSQL" if url else "SQLite"]
            sizes = ["--voters", str(options.voters), "--ballots", str(options.ballots)]
            subprocess.run([*command, *sizes], cwd=ROOT, env=environment, check=True)
    return None


def _measure(database: str, voters: int, ballots: int) -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    django.setup()
    from contests.factories import ContestFactory, WorkFactory
    from contests.stages import Stage

    people, contests = (
        _people(voters),
        [ContestFactory(slug=f"votes-{n}", stage=Stage.VOTING, people_share=100) for n in range(2)],
    )
    crowded, calm = (_votes(contest, WorkFactory.create_batch(WORKS, contest=contest), people) for contest in contests)
    works = list(contests[0].works.all())
    bare = _in_threads([lambda n=number: _bare(works[n % WORKS]) for number in range(voters)], THREADS)
    given, one_by_one = _in_threads(crowded, THREADS), _in_threads(calm, 1)
    queries, cpu = _results(ballots)
    first, last = statistics.median(one_by_one[1][:PART]), statistics.median(one_by_one[1][-PART:])
    print(
        f"{database:<12}{voters / given[0]:>9.0f}{voters / bare[0]:>11.0f}{first:>11.2f}{last:>10.2f}"
        f"{queries:>9}{cpu:>8.0f}",
        flush=True,
    )


def _people(count: int) -> list:
    from people.models import Employee

    rows = [Employee(number=f"V{n}", slug=f"v{n}", surname="Голосов", name="Иван", sex="m") for n in range(count)]
    Employee.objects.bulk_create(rows, BATCH)
    return list(Employee.objects.filter(number__startswith="V"))


def _votes(contest, works, people) -> list:
    """A vote of each of them, to be given."""
    return [lambda n=number: _give(contest, works[n % len(works)], people[n]) for number in range(len(people))]


def _in_threads(calls: list, threads: int) -> tuple[float, list[float]]:
    """Seconds for all, and milliseconds of each in its order."""

    def timed(call) -> float:
        start = time.perf_counter()
        call()
        return 1000 * (time.perf_counter() - start)

    start = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        each = list(pool.map(timed, calls))
    return time.perf_counter() - start, each


def _bare(work) -> None:
    from django.db import transaction

    from contests.models import Ballot

    with transaction.atomic():
        Ballot.objects.create(nomination_id=work.nomination_id, key=secrets.token_hex(32), slot=9, work=work)


def _give(contest, work, person) -> None:
    from django.db import transaction

    from contests.voting import ballots

    with transaction.atomic():
        ballots.give(contest, work, person)


def _results(count: int) -> tuple[int, float]:
    """Queries and CPU of the page of results with so many votes, opened for the first time by somebody who has opened another."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, override_settings

    from accounts.factories import UserFactory
    from contests.factories import ContestFactory, WorkFactory
    from contests.models import CountedBallot, VoteClosing
    from contests.results import making_known
    from contests.stages import Stage

    contest = ContestFactory(slug="counted", stage=Stage.RESULTS, people_share=100)
    works = WorkFactory.create_batch(WORKS, contest=contest)
    rows = (CountedBallot(nomination_id=works[0].nomination_id, work=works[n * n % WORKS]) for n in range(count))
    CountedBallot.objects.bulk_create(rows, BATCH)
    VoteClosing.objects.create(contest=contest, voters=count, ballots=count)
    making_known.make_known(contest, None)
    client = Client()
    client.force_login(UserFactory())
    with override_settings(ALLOWED_HOSTS=["*"]):
        client.get("/")
        start = time.process_time()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get("/contests/counted/results/")
        cpu = 1000 * (time.process_time() - start)
    if answer.status_code != 200:
        raise RuntimeError(f"the page of results answered {answer.status_code}")
    return len(queries), cpu


if __name__ == "__main__":
    main()
