"""No page, export, log or row joins a ballot to a name; after the close neither do the database, the key and the logs together."""

import logging
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models

from contests.factories import ContestFactory, WorkFactory
from contests.models import Ballot, CountedBallot, Participation, VoteClosing, VoteOrigin
from contests.stages import Stage
from contests.voting import ballots, closing
from people.factories import EmployeeFactory
from people.models import Employee
from portal import keys
from tests.contests.test_voting import give, voter

pytestmark = pytest.mark.django_db


@pytest.fixture
def contest():
    return ContestFactory(slug="poster", stage=Stage.VOTING)


def close(contest):
    with time_machine.travel(contest.jury_from + closing.GRACE + timedelta(seconds=1)):
        closing.close_due()


def names_with_choices(work) -> list[str]:
    """Models whose rows point both at a person or an account and at this work or its ballots."""
    found = []
    for model in apps.get_models():
        targets = {field.related_model for field in model._meta.get_fields() if isinstance(field, models.ForeignKey)}
        if targets & {Ballot, CountedBallot}:
            found.append(model._meta.label)
        if model in (Ballot, CountedBallot, VoteOrigin) and targets & {Employee, apps.get_model("accounts.User")}:
            found.append(model._meta.label)
    return found


def test_no_table_joins_a_ballot_to_a_person(contest):
    assert names_with_choices(WorkFactory(contest=contest)) == []


def test_a_ballot_holds_neither_time_nor_an_order(contest):
    assert not [field for field in Ballot._meta.get_fields() if isinstance(field, (models.DateField, models.TimeField))]
    assert isinstance(Ballot._meta.pk, models.UUIDField)


def test_while_voting_is_open_nobody_is_written_down_as_a_voter(contest):
    give(voter(), WorkFactory(contest=contest))
    assert not Participation.objects.exists()


def test_no_log_says_which_work_was_chosen(contest, caplog):
    work, client = WorkFactory(contest=contest, number=98765), voter()
    caplog.clear()
    caplog.set_level(logging.DEBUG)
    give(client, work)
    said = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert [line for line in said if "98765" in line] == []


def test_the_key_is_a_file_beside_the_database_and_in_no_backup(contest, tmp_path):
    give(voter(), WorkFactory(contest=contest))
    key = keys.path_of(ballots.key_name(contest.pk))
    assert key.read_bytes() == keys.secret(ballots.key_name(contest.pk))
    assert key.stat().st_mode & 0o077 == 0
    assert key.is_relative_to(settings.DATA_DIR / "keys")


def test_the_close_counts_and_forgets(contest):
    first, second = WorkFactory.create_batch(2, contest=contest)
    people = [voter() for _ in range(3)]
    give(people[0], first), give(people[1], first), give(people[2], second)
    name = ballots.key_name(contest.pk)
    close(contest)
    assert sorted(CountedBallot.objects.values_list("work", flat=True)) == sorted([first.pk, first.pk, second.pk])
    assert (Ballot.objects.count(), VoteOrigin.objects.count(), keys.is_kept(name)) == (0, 0, False)


def test_who_took_part_is_written_in_order_of_numbers(contest):
    work = WorkFactory(contest=contest)
    people = [voter(number=number) for number in ("300", "100", "200")]
    EmployeeFactory(number="150")
    for person in people:
        give(person, work)
    close(contest)
    assert list(Participation.objects.order_by("pk").values_list("employee__number", flat=True)) == [
        "100",
        "200",
        "300",
    ]


def test_a_close_is_done_once(contest):
    give(voter(), WorkFactory(contest=contest))
    close(contest)
    close(contest)
    assert (VoteClosing.objects.get().ballots, CountedBallot.objects.count()) == (1, 1)


def test_a_worker_that_dies_after_closing_leaves_the_key_to_the_next(contest):
    give(voter(), WorkFactory(contest=contest))
    with time_machine.travel(contest.jury_from + timedelta(hours=1)):
        closing.close(contest)  # and dies here
        closing.close_due()
    assert not keys.is_kept(ballots.key_name(contest.pk))


def test_no_vote_is_closed_before_its_last_moment(contest):
    give(voter(), WorkFactory(contest=contest))
    with time_machine.travel(contest.jury_from + timedelta(seconds=10)):
        closing.close_due()
    assert not VoteClosing.objects.exists()


def test_towns_with_few_voters_are_one(settings):
    contest = ContestFactory(slug="poster", stage=Stage.VOTING, weighted=True)
    work = WorkFactory(contest=contest)
    for town, voters in (("Город", 12), ("Станица", 2), ("Хутор", 9)):
        for _ in range(voters):
            give(voter(post="Мастер", post__town=town), work)
    close(contest)
    assert set(CountedBallot.objects.values_list("stratum", flat=True)) == {"Город", "Остальные"}


def test_without_weights_no_town_is_kept(contest):
    give(voter(post="Мастер", post__town="Станица"), WorkFactory(contest=contest))
    assert Ballot.objects.get().stratum == ""


@pytest.mark.django_db(transaction=True)
def test_a_backup_made_while_people_vote_has_no_key(site, contest, tmp_path):
    give(voter(), WorkFactory(contest=contest))
    archive = tmp_path / "teplo.backup"
    call_command("backup", str(archive), verbosity=0)
    secret = keys.secret(ballots.key_name(contest.pk))
    assert secret not in archive.read_bytes()
    if zipfile.is_zipfile(archive):
        assert not [name for name in zipfile.ZipFile(archive).namelist() if "contest-" in name]
