"""The magazine: its shelf, issues, articles, and what follows from them."""

from magazine.models.archive import ArchivedPdf
from magazine.models.articles import ArticleAuthor, ArticlePage, ArticleTag, Mention
from magazine.models.assignment import Assignment
from magazine.models.issues import IssuePage, MagazinePage
from magazine.models.pdf import IssuePdf, PdfPage
from magazine.models.printing import PrintRun
from magazine.models.rubrics import Rubric, Series
from magazine.models.word import WordImport

__all__ = [
    "ArchivedPdf",
    "ArticleAuthor",
    "ArticlePage",
    "ArticleTag",
    "Assignment",
    "IssuePage",
    "IssuePdf",
    "MagazinePage",
    "Mention",
    "PdfPage",
    "PrintRun",
    "Rubric",
    "Series",
    "WordImport",
]
