"""Contests and campaigns: the section, a contest with all its parts, a campaign with its shifts: one file a noun."""

from contests.models.award import Award, Outcome
from contests.models.ballot import Ballot, CountedBallot, Participation, VoteClosing, VoteOrigin
from contests.models.campaign import CampaignPage
from contests.models.contest import ContestPage
from contests.models.contribution import CampaignThanks, Contribution
from contests.models.diploma import Diploma, DiplomaTemplate, NameForm
from contests.models.index import ContestIndexPage
from contests.models.jury import Criterion, JuryMember, Review, Score
from contests.models.paper import PaperRun
from contests.models.parts import EntryField, Nomination
from contests.models.results import ResultsPage
from contests.models.schedule import StageMoment
from contests.models.shift import Enrolment, Shift, Waiting
from contests.models.work import Work, WorkFile, WorkMember, WorkPicture

__all__ = [
    "Award",
    "Ballot",
    "CampaignPage",
    "CampaignThanks",
    "ContestIndexPage",
    "ContestPage",
    "Contribution",
    "CountedBallot",
    "Criterion",
    "Diploma",
    "DiplomaTemplate",
    "Enrolment",
    "EntryField",
    "JuryMember",
    "NameForm",
    "Nomination",
    "Outcome",
    "PaperRun",
    "Participation",
    "ResultsPage",
    "Review",
    "Score",
    "Shift",
    "StageMoment",
    "VoteClosing",
    "VoteOrigin",
    "Waiting",
    "Work",
    "WorkFile",
    "WorkMember",
    "WorkPicture",
]
