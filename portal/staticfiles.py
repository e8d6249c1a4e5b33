"""Static files for serving: the parts of each stylesheet joined into one file, all names with a hash of their content."""

import re

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile

SHEETS = ("css/portal.css", "css/contests.css", "css/people.css")
IMPORT = re.compile(r"""@import\s+(?:url\()?["']([^"']+)["']\)?\s*;""")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\n\s*")


class JoinedStaticFilesStorage(ManifestStaticFilesStorage):
    """Django's, with each of our stylesheets and what it imports served as one file."""

    def post_process(self, paths, dry_run=False, **options):
        sheets = [] if dry_run else [sheet for sheet in SHEETS if sheet in paths]
        texts = {sheet: joined(paths, sheet) for sheet in sheets}
        for sheet, text in texts.items():
            self.delete(sheet)
            self._save(sheet, ContentFile(text.encode()))
        yield from super().post_process({**paths, **{sheet: (self, sheet) for sheet in sheets}}, dry_run, **options)


def joined(paths: dict, sheet: str) -> str:
    """The stylesheet with its parts in their written order. Only parts that lie beside it may hold a `url()`."""
    whole = IMPORT.sub(lambda found: _text(paths, f"css/{found[1].removeprefix('./')}"), _text(paths, sheet))
    return SPACE.sub("\n", COMMENT.sub("", whole))


def _text(paths: dict, name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode("utf-8")
