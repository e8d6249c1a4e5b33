"""What the page of a film shows, gathered in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from films.captions.cues import SECOND
from films.captions.telling import Passage, passages
from films.models.tracks import texts_of
from films.timing import length
from people.models import Employee
from people.reading import read
from portal.blocks.embeds import known_video
from portal.images import Picture, picture_context
from portal.stories import StoryPerson

if TYPE_CHECKING:
    from films.models import CastMember, FilmPage, Greeting, Video

GREETINGS = 60
IN_FILM, CREW = "в фильме", "съёмочная группа"


@dataclass(frozen=True)
class Face:
    """Somebody under the player: `employee` is None for guests and children."""

    employee: Employee | None
    name: str
    role: str
    seconds: int | None
    at: str


def context(film: FilmPage) -> dict[str, object]:
    """The player, the cast, the crew and the body."""
    rows, poster, greetings = list(film.cast.all()), poster_of(film), shown_greetings(film)
    video = film.video if film.video and film.video.is_ready else None
    named = {row.employee_id for row in rows if row.employee_id} | {greeting.author_id for greeting in greetings}
    (body,), employees = read(film.audience, film.body, people=named, covers=[film.cover, poster])
    for greeting in greetings:
        greeting.author = employees[greeting.author_id]
    return {
        "body": body,
        "video": video,
        **_texts(video),
        "poster_url": picture_context(poster, "poster")["src"] if poster else "",
        "length": length(film.video.seconds) if film.video and film.video.seconds else "",
        "hosted": known_video(film.address),
        "faces": [face(row, employees) for row in rows if not row.crew],
        "greetings": greetings,
        "crew": [face(row, employees) for row in rows if row.crew],
    }


def shown_greetings(film: FilmPage) -> list[Greeting]:
    """What colleagues say under the film, the newest first."""
    return list(film.greetings.filter(state="accepted")[:GREETINGS])


def _texts(video: Video | None) -> dict[str, object]:
    """Captions and chapters for the player, what is said for who would rather read."""
    captions, chapters = texts_of(video) if video else ([], None)
    return {
        "captions": captions,
        "chapters": chapters,
        "parts": [Passage(cue.start // SECOND, cue.text) for cue in chapters.cues] if chapters else [],
        "transcript": passages(captions[0].cues) if captions else [],
    }


def spoken(film: FilmPage) -> str:
    """The words of all captions, and the names of chapters."""
    tracks = film.video.tracks.all() if film.video else []
    return "\n".join(cue.text for track in tracks for cue in track.cues)


def invitation(film: FilmPage) -> str:
    """What a card of the film says over its poster: «Смотреть, 4 минуты»."""
    seconds = film.video.seconds if film.video else 0
    return f"Смотреть, {length(seconds)}" if seconds else "Смотреть"


def poster_of(film: FilmPage) -> Picture | None:
    """The film's own cover; else the frame chosen for its file."""
    return film.cover or (film.video.poster if film.video else None)


def story_people(rows: list[CastMember]) -> tuple[StoryPerson, ...]:
    """Cast and crew, for the channel and its gates."""
    employees = Employee.objects.in_bulk({row.employee_id for row in rows if row.employee_id})
    return tuple(
        StoryPerson(row.employee_id, row.named(employees), row.role or (CREW if row.crew else IN_FILM), not row.crew)
        for row in rows
    )


def face(row: CastMember, employees: dict[int, Employee]) -> Face:
    """One row of the cast as the page shows it."""
    return Face(employees.get(row.employee_id), row.named(employees), row.role, row.seconds, row.at)
