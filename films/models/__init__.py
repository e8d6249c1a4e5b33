"""Films: the section with its year line, films with their casts, files of films with what is said in them, holidays, what
colleagues say.
"""

from films.models.asking import ConsentRequest
from films.models.films import CastMember, FilmPage
from films.models.holidays import Holiday
from films.models.index import FilmIndexPage
from films.models.premiere import Premiere
from films.models.tracks import Track
from films.models.video import Video
from films.models.words import Greeting, KindWord

__all__ = [
    "CastMember",
    "ConsentRequest",
    "FilmIndexPage",
    "FilmPage",
    "Greeting",
    "Holiday",
    "KindWord",
    "Premiere",
    "Track",
    "Video",
]
