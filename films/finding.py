"""A film is found by what is said in it."""

from wagtail.search import index

from films.models import FilmPage, Track


def text_changed(instance: Track, **kwargs) -> None:
    """Receiver: the search learns the new words."""
    for film in FilmPage.objects.filter(video=instance.video_id):
        index.insert_or_update_object(film)
