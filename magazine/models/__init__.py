"""The magazine: its shelf, issues and articles."""

from magazine.models.articles import ArticleAuthor, ArticlePage, ArticleTag, Mention
from magazine.models.issues import IssuePage, MagazinePage, Rubric

__all__ = ["ArticleAuthor", "ArticlePage", "ArticleTag", "IssuePage", "MagazinePage", "Mention", "Rubric"]
