"""Votes: no row holds a name together with a choice, neither while people vote nor afterwards."""

import uuid

from django.db import models


class Ballot(models.Model):
    """A vote while voting is open. `key` is HMAC(key of the contest, employee, nomination); `slot` counts the votes one has.

    No time, and a random primary key: rows say nothing of the order in which they came. The contest's key lies in a file
    beside the database, never in it, so that neither the database nor a backup tells whose ballot this is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nomination = models.ForeignKey("contests.Nomination", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    slot = models.PositiveSmallIntegerField()
    work = models.ForeignKey("contests.Work", on_delete=models.PROTECT, related_name="+")
    # The voter's town, only where towns weigh the same; empty otherwise.
    stratum = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = "бюллетень"
        verbose_name_plural = "бюллетени"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("nomination", "key", "slot"), name="one_vote_per_slot"),
            models.UniqueConstraint(fields=("nomination", "key", "work"), name="one_vote_per_work"),
        ]

    def __str__(self):
        return f"бюллетень в «{self.nomination}»"


class CountedBallot(models.Model):
    """A vote after the close: copied in random order, without its key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nomination = models.ForeignKey("contests.Nomination", on_delete=models.PROTECT, related_name="+")
    work = models.ForeignKey("contests.Work", on_delete=models.PROTECT, related_name="+")
    stratum = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = "подсчитанный голос"
        verbose_name_plural = "подсчитанные голоса"
        default_permissions = ()
        indexes = [models.Index(fields=["nomination", "work", "stratum"], name="counted_ballots")]

    def __str__(self):
        return f"голос в «{self.nomination}»"


class Participation(models.Model):
    """Who took part in a vote; written at its close, in order of personnel numbers."""

    contest = models.ForeignKey("contests.ContestPage", on_delete=models.CASCADE, related_name="+")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "участие в голосовании"
        verbose_name_plural = "участие в голосовании"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=("contest", "employee"), name="took_part_once")]

    def __str__(self):
        return str(self.employee)


class VoteOrigin(models.Model):
    """How many voters chose a work from one browser at one address, while voting is open: a sign of help that nobody asked for.

    `origin` is an HMAC under the contest's key; no name, no time. Deleted at the close.
    """

    work = models.ForeignKey("contests.Work", on_delete=models.CASCADE, related_name="+")
    origin = models.CharField(max_length=32)
    voters = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "откуда голоса"
        verbose_name_plural = "откуда голоса"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=("work", "origin"), name="one_origin_per_work")]

    def __str__(self):
        return f"{self.work}: {self.voters}"


class VoteClosing(models.Model):
    """The vote of a contest was closed: ballots counted without keys, what could join them to names deleted."""

    contest = models.OneToOneField("contests.ContestPage", on_delete=models.CASCADE, related_name="vote_closing")
    closed_at = models.DateTimeField("закрыто", auto_now_add=True)
    voters = models.PositiveIntegerField("проголосовало")
    ballots = models.PositiveIntegerField("голосов")
    # What HR is told of works whose votes came in heaps: [{"work": 12, "votes": 40, "heap": 31}].
    signs = models.JSONField(default=list)

    class Meta:
        verbose_name = "закрытие голосования"
        verbose_name_plural = "закрытия голосований"
        default_permissions = ()

    def __str__(self):
        return f"{self.contest}: {self.voters}"
