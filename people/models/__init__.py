"""Employees, their posts, subdivisions, places and consents: one file a noun."""

from people.models.absence import Absence
from people.models.congratulation import Congratulation
from people.models.consent import Consent, ConsentText, Purpose
from people.models.depicted import Depicted, WithheldPicture
from people.models.employee import Employee
from people.models.erasure import Erasure, PersonalDataAccess
from people.models.finding import HelpTopic, SearchWord, Spelling
from people.models.importing import ImportedChange, ImportRun
from people.models.organisation import Place, Subdivision
from people.models.portrait import PortraitProposal
from people.models.post import Post
from people.models.proposal import ProposedChange
from people.models.quiz import Acquaintance, Direction, QuizAnswer, QuizCard, QuizQuestion, QuizRound
from people.models.readership import ReadCount, ReadMark
from people.models.sheet import InvitationSheet

__all__ = [
    "Absence",
    "Acquaintance",
    "Congratulation",
    "Consent",
    "ConsentText",
    "Depicted",
    "Direction",
    "Employee",
    "Erasure",
    "HelpTopic",
    "ImportRun",
    "ImportedChange",
    "InvitationSheet",
    "PersonalDataAccess",
    "Place",
    "PortraitProposal",
    "Post",
    "ProposedChange",
    "Purpose",
    "QuizAnswer",
    "QuizCard",
    "QuizQuestion",
    "QuizRound",
    "ReadCount",
    "ReadMark",
    "SearchWord",
    "Spelling",
    "Subdivision",
    "WithheldPicture",
]
