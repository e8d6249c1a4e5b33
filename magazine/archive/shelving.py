"""From a file that was read to an issue on the shelf. It is no news: nothing goes to a channel by itself."""

from __future__ import annotations

from datetime import datetime, time
from itertools import count

from django.db import transaction
from django.utils import timezone

from magazine.models import ArchivedPdf, IssuePage, IssuePdf, MagazinePage, PdfPage
from portal.publishing import publish_under
from portal.search import index_now
from portal.stories import unannounced

BATCH = 500


@transaction.atomic
def shelve(row: ArchivedPdf, standing: IssuePage | None) -> IssuePage:
    """The PDF joins an issue that stands there without one, or becomes an issue of its own, published as of its date."""
    with unannounced():
        issue = standing or _new_issue(row)
    pdf = IssuePdf.objects.create(
        issue=issue, file=row.file.name, source=IssuePdf.Source.UPLOADED, pages=row.pages, size=row.file.size
    )
    texts = [PdfPage(pdf=pdf, number=number, text=text) for number, text in enumerate(row.texts, 1)]
    PdfPage.objects.bulk_create(texts, BATCH)
    row.state, row.issue, row.texts = ArchivedPdf.State.SHELVED, issue, []
    row.save()
    index_now(IssuePage.objects.filter(pk=issue.pk))
    return issue


def _new_issue(row: ArchivedPdf) -> IssuePage:
    shelf = MagazinePage.objects.get()
    taken = set(shelf.get_children().values_list("slug", flat=True))
    base = f"{row.date.year}-{row.number}"
    slug = base if base not in taken else next(f"{base}-{n}" for n in count(2) if f"{base}-{n}" not in taken)
    issue = IssuePage(title=row.title, slug=slug, number=row.number, date=row.date, cover=row.cover)
    return publish_under(shelf, issue, timezone.make_aware(datetime.combine(row.date, time(9))))
