"""What is printed of an issue, gathered once: as it is published, or as its last drafts are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Page

from magazine import participants
from magazine.models import ArticlePage, IssuePage, Rubric
from people.blocks import employee_ids
from people.gates import kept_from_paper
from people.models import Employee
from portal.blocks.layout import Run, fetch_pictures, lay_out, picture_ids
from portal.blocks.related import fetch_stories
from portal.images import Picture

# Blocks that need the whole width of the page; the others stand in its columns.
WIDE = frozenset({"gallery", "table", "figures", "timeline"})


@dataclass(frozen=True)
class Piece:
    """Something of a body, with the name of its template and what that template needs."""

    template: str
    context: dict[str, object]
    wide: bool = False

    @property
    def is_heading(self) -> bool:
        return self.template.endswith("/heading.html")


@dataclass(frozen=True)
class PrintedArticle:
    """An article as the templates set it."""

    title: str
    lead: str
    kicker: str
    colour: str
    cover: Picture | None
    cover_caption: str
    authors: list[participants.Author]
    pieces: list[Piece]
    address: str
    pk: int

    @property
    def anchor(self) -> str:
        return f"article-{self.pk}"

    @property
    def part(self) -> str:
        """With a number: the parts of its body, for `fitting`."""
        return f"flow-{self.pk}"

    @property
    def end(self) -> str:
        """Where its last line stands, for `fitting`."""
        return f"end-of-{self.anchor}"

    @property
    def flow(self) -> list[tuple[bool, list[Piece]]]:
        """Runs of neighbours that stand in columns (False) or across them (True); a heading goes with what it heads."""
        runs: list[tuple[bool, list[Piece]]] = []
        for piece in self.pieces:
            if runs and runs[-1][0] == piece.wide:
                runs[-1][1].append(piece)
                continue
            heads = piece.wide and runs and runs[-1][1][-1].is_heading
            runs.append((piece.wide, [runs[-1][1].pop(), piece] if heads else [piece]))
        return [run for run in runs if run[1]]


@dataclass(frozen=True)
class PrintedIssue:
    """`magazine` is the name of the magazine; `rubrics` are (name, articles) in reading order."""

    magazine: str
    page: IssuePage
    cover: Picture | None
    cover_photo: Picture | None
    editor: Employee | None
    imprint: str
    rubrics: list[tuple[str, list[PrintedArticle]]]
    address: str

    @property
    def articles(self) -> list[PrintedArticle]:
        return [article for _, articles in self.rubrics for article in articles]

    @property
    def makers(self) -> list[tuple[str, list[str]]]:
        """Everybody who made something of it, the editor first, and what it was; each once."""
        did = {self.editor.full_name: ["редактор номера"]} if self.editor else {}
        for author in (author for article in self.articles for author in article.authors):
            roles = did.setdefault(author.name, [])
            if author.role not in roles:
                roles.append(author.role)
        return list(did.items())


def gather(issue: IssuePage, *, proof: bool) -> PrintedIssue:
    """The issue with its live articles; a proof shows the last drafts of all."""
    pages = ArticlePage.objects.child_of(issue).order_by("path")
    if proof:
        issue = issue.get_latest_revision_as_object()
        articles = [page.get_latest_revision_as_object() for page in pages]
    else:
        articles = list(pages.live().select_related("rubric"))
    shelf = issue.get_parent().specific
    pictures, employees = _fetched(issue, articles)
    groups: dict[str, list[PrintedArticle]] = {}
    for page in articles:
        groups.setdefault(page.kicker, []).append(_article(page, pictures, employees))
    return PrintedIssue(
        magazine=shelf.title,
        page=issue,
        cover=pictures.get(issue.cover_id),
        cover_photo=pictures.get(issue.cover_photo_id),
        editor=employees.get(issue.editor_id),
        imprint=issue.imprint or shelf.imprint,
        rubrics=list(groups.items()),
        address=settings.WAGTAILADMIN_BASE_URL + issue.get_url(),
    )


def _fetched(issue: IssuePage, articles: list[ArticlePage]) -> tuple[dict[int, Picture], dict[int, Employee]]:
    """Every picture that may be printed, and everybody who is named, in a few queries."""
    covers = {issue.cover_id, issue.cover_photo_id, *(page.cover_id for page in articles)}
    wanted = set().union(covers, *(picture_ids(page.body) for page in articles)) - {None}
    pictures = fetch_pictures(wanted - kept_from_paper(wanted))
    named = {issue.editor_id, *(pk for page in articles for pk in employee_ids(page.body))}
    written = {row.employee_id for page in articles for row in participants.author_rows(page)}
    employees = Employee.objects.with_names_and_posts().in_bulk((named | written) - {None})
    for pk in kept_from_paper({person.photo_id for person in employees.values()} - {None}):
        for person in employees.values():
            person.photo = None if person.photo_id == pk else person.photo
    return pictures, employees


def _article(page: ArticlePage, pictures: dict[int, Picture], employees: dict[int, Employee]) -> PrintedArticle:
    stories = fetch_stories(page.body, page.audience)
    body = lay_out(page.body, {Picture: pictures, Employee: employees, Page: stories})
    return PrintedArticle(
        title=page.title,
        lead=page.lead,
        kicker=page.kicker,
        colour=page.rubric.colour if page.rubric else Rubric.Colour.EMBER,
        cover=pictures.get(page.cover_id),
        cover_caption=page.cover_caption,
        authors=participants.authors(participants.author_rows(page), employees),
        pieces=[piece for run in body.runs for piece in _pieces(run)],
        address=settings.WAGTAILADMIN_BASE_URL + page.get_url(),
        pk=page.pk,
    )


def _pieces(run: Run) -> Iterator[Piece]:
    for part in run.parts:
        kind, child = part.block.block_type, part.block
        # What the block gives to its template on the site: the paper shows the same.
        context = child.block.get_context(child.value)
        wide = (kind in WIDE and not context.get("narrow")) or (kind == "picture" and child.value["bleed"])
        yield Piece(f"magazine/print/blocks/{kind}.html", context | {"html": part.html}, wide)
