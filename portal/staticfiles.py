"""Static files for serving: the stylesheet's parts joined into one file, all names with a hash of their content."""

import re

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile

STYLESHEET = "css/portal.css"
IMPORT = re.compile(r"""@import\s+(?:url\()?["']([^"']+)["']\)?\s*;""")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\n\s*")


class JoinedStaticFilesStorage(ManifestStaticFilesStorage):
    """Django's, with `css/portal.css` and what it imports served as one file."""

    def post_process(self, paths, dry_run=False, **options):
        if STYLESHEET in paths and not dry_run:
            self.delete(STYLESHEET)
            self._save(STYLESHEET, ContentFile(joined(paths).encode()))
            paths = {**paths, STYLESHEET: (self, STYLESHEET)}
        yield from super().post_process(paths, dry_run, **options)


def joined(paths: dict) -> str:
    """The stylesheet with its parts in their written order. Only parts that lie beside it may hold a `url()`."""
    whole = IMPORT.sub(lambda found: _text(paths, f"css/{found[1].removeprefix('./')}"), _text(paths, STYLESHEET))
    return SPACE.sub("\n", COMMENT.sub("", whole))


def _text(paths: dict, name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode("utf-8")
