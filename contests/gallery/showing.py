"""The works of a contest as a grid, for one viewer: the order is his own, the number of queries that of any other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from contests.gallery import controls
from contests.gallery.naming import Makers, makers
from contests.gallery.ordering import shuffled
from contests.models import ContestPage, Nomination, Work, WorkMember, WorkPicture
from people.models import Employee
from portal.images import Picture, picture_context
from portal.prefetch import prefetch_pictures

ON_A_PAGE = 48
SAYING = 280  # characters of a work without pictures that its tile shows


@dataclass(frozen=True)
class Plate:
    """A picture of a work, with its large sizes for the lightbox."""

    picture: Picture
    large: dict[str, object]


@dataclass(frozen=True)
class Tile:
    """A work in the grid. `alt` names no author; `controls` is what other rooms put under it."""

    work: Work
    url: str
    alt: str
    plate: Plate | None
    saying: str
    makers: Makers
    controls: SafeString | str


@dataclass(frozen=True)
class Gallery:
    """What the page shows; `chosen` is the nomination filtered by, None for all."""

    page: Page
    tiles: list[Tile]
    nominations: list[Nomination]
    chosen: Nomination | None

    @property
    def query(self) -> str:
        """What links to further pages keep."""
        return f"nomination={self.chosen.pk}&" if self.chosen else ""


def is_open(contest: ContestPage, user) -> bool:
    """Whether works are shown to everybody who is signed in; strangers never see them."""
    return user.is_authenticated and contest.works_shown_from <= timezone.now()


def gallery(request: HttpRequest, contest: ContestPage) -> Gallery:
    """The accepted works in this viewer's order."""
    nominations = list(contest.nominations.all())
    chosen = _chosen(nominations, request.GET.get("nomination", ""))
    pks = Work.objects.filter(contest=contest).accepted()
    if chosen:
        pks = pks.filter(nomination=chosen)
    order = shuffled(pks.values_list("pk", flat=True), request.user.pk)
    page = Paginator(order, ON_A_PAGE).get_page(request.GET.get("page"))
    return Gallery(page, _tiles(request, contest, page.object_list), nominations, chosen)


def _chosen(nominations: list[Nomination], asked: str) -> Nomination | None:
    return next((nomination for nomination in nominations if str(nomination.pk) == asked), None)


def _tiles(request: HttpRequest, contest: ContestPage, pks: Sequence[int]) -> list[Tile]:
    works = fetched(pks, with_people=not contest.hides_authors)
    under = controls.of_works(request, contest, works)
    return [_tile(contest, work, under.get(work.pk, "")) for work in works]


def fetched(pks: Sequence[int], *, with_people: bool) -> list[Work]:
    """These works in this order with all that pages show of them. Of hidden people nothing is read at all."""
    pictures = Prefetch("pictures", WorkPicture.objects.select_related("picture"))
    works = Work.objects.select_related("nomination").prefetch_related(pictures)
    if with_people:
        people = Employee.objects.with_names_and_posts()
        members = Prefetch("members", WorkMember.objects.prefetch_related(Prefetch("employee", people)))
        works = works.prefetch_related(Prefetch("author", people), members)
    found = works.in_bulk(pks)
    shown = [found[pk] for pk in pks if pk in found]
    prefetch_pictures(*_pictures(shown, with_people=with_people))
    return shown


def _pictures(works: list[Work], *, with_people: bool) -> list[Picture | None]:
    plates = [row.picture for work in works for row in work.pictures.all()]
    if not with_people:
        return plates
    people = [work.author for work in works] + [row.employee for work in works for row in work.members.all()]
    return plates + [person.photo for person in people]


def _tile(contest: ContestPage, work: Work, under: SafeString | str) -> Tile:
    plates = [plate(row.picture) for row in work.pictures.all()[:1]]
    return Tile(
        work=work,
        url=url_of(contest, work),
        alt=called(work),
        plate=plates[0] if plates else None,
        saying="" if plates else saying(work),
        makers=makers(work, hidden=contest.hides_authors),
        controls=under,
    )


def plate(picture: Picture) -> Plate:
    return Plate(picture, picture_context(picture, "picture"))


def called(work: Work) -> str:
    """«Работа № 7 «Дважды»»: what a picture shows, for those who do not see it."""
    return f"Работа № {work.number} «{work.title}»"


def saying(work: Work) -> str:
    """The beginning of what was written, for a work that consists of words."""
    words = [answer for answer in work.answers.values() if isinstance(answer, str)]
    text = " ".join(max(words, key=len, default="").split())
    return text if len(text) <= SAYING else f"{text[:SAYING].rpartition(' ')[0]}…"


def url_of(contest: ContestPage, work: Work) -> str:
    return reverse("contests:work", args=[contest.slug, work.number])
