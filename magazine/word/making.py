"""From an uploaded file to what will be shown before it is carried over, and from that to a draft of an article."""

from __future__ import annotations

import json
import zipfile
from itertools import chain, count
from uuid import uuid4

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.text import Truncator, slugify

from magazine.models import ArticlePage, IssuePage, WordImport
from magazine.word import reading, report
from magazine.word.blocks import draft_of
from portal.images import Picture
from portal.uploads.names import clean_title, download_name
from portal.uploads.pictures import LARGEST_FILE, CleanPicture, clean_picture

PICTURES = "снимок,снимка,снимков"
KINDS = "не JPEG, PNG, GIF или WebP, либо лишь ссылка на чужой сайт"
MOST_PICTURES = 60
NO_TEXT = "В документе нет ни текста, ни снимков."
TOO_MANY = f"В документе больше {MOST_PICTURES} снимков. Загрузите их в «Изображения», а в документе оставьте текст."


def read(file: File, name: str, issue: IssuePage, user) -> WordImport:
    """What was read of a checked document, not saved yet. ValidationError where there is nothing to carry over."""
    page = reading.read(file)
    draft = draft_of(page.html)
    if len(page.pictures) > MOST_PICTURES:
        raise ValidationError(TOO_MANY)
    if not draft.blocks and not draft.lead:
        raise ValidationError(NO_TEXT)
    with zipfile.ZipFile(file) as archive:
        lines = report.left_out(archive)
    if page.not_shown:
        lines.insert(0, f"{report.counted(page.not_shown, PICTURES)}: {KINDS}")
    if draft.tables:
        lines.append(
            f"{report.counted(draft.tables, 'сложная таблица,сложные таблицы,сложных таблиц')}: каждая строка стала абзацем"
        )
    file.seek(0)
    return WordImport(
        issue=issue,
        created_by=user,
        original_name=download_name(name),
        title=draft.title or clean_title(name),
        lead=draft.lead,
        blocks=draft.blocks,
        places=page.pictures,
        report=lines,
        file=file,
    )


def picture_of(kept: WordImport, number: int) -> CleanPicture:
    """A picture of the document, verified and written anew. ValidationError says why there is none."""
    with kept.file.open("rb") as file, zipfile.ZipFile(file) as archive:
        place = archive.getinfo(kept.places[number])
        if place.file_size > LARGEST_FILE:
            raise ValidationError(f"Файл больше {LARGEST_FILE // 1024**2} МБ.")
        return clean_picture(ContentFile(archive.read(place), name="picture"))


def store_picture(kept: WordImport, block: dict) -> None:
    """Puts the picture of this block into the library, once, and keeps its number there; what is refused is reported."""
    number = block["value"]["picture"]
    place = kept.places[number]
    if place in kept.pictures:
        return
    caption = block["value"]["caption"]
    try:
        clean = picture_of(kept, number)
    except ValidationError as error:
        kept.pictures[place] = None
        kept.report.append(f"снимок {number + 1}: {error.messages[0]}")
        kept.save(update_fields=["pictures", "report"])
        return
    title = Truncator(caption or f"{kept.title}, снимок {number + 1}").chars(120)
    with transaction.atomic():
        description = block["value"].get("alt", "") or Truncator(caption).chars(200)
        picture = Picture(title=title, description=description, uploaded_by_user=kept.created_by)
        picture.file.save(clean.name, clean, save=False)
        picture.save()
        kept.pictures[place] = picture.pk
        kept.save(update_fields=["pictures"])


@transaction.atomic
def make_article(kept: WordImport) -> ArticlePage | None:
    """The draft under its issue, and the word that it is there, in one transaction; None if it was made before."""
    mine = WordImport.objects.select_for_update().filter(pk=kept.pk, state=WordImport.State.WORKING)
    if not mine.exists():
        return None
    blocks = [stored for block in kept.blocks if (stored := _stored(kept, block))]
    slug = _free_slug(kept.issue, kept.title)
    article = ArticlePage(title=kept.title, slug=slug, lead=kept.lead, live=False, owner=kept.created_by)
    article.body = json.dumps(blocks, ensure_ascii=False)
    kept.issue.add_child(instance=article)
    article.save_revision(user=kept.created_by, log_action=True, clean=False)
    mine.update(state=WordImport.State.DONE, article=article, report=kept.report)
    return article


def _free_slug(issue: IssuePage, title: str) -> str:
    """The title in Latin letters, with a number where a page of the issue has that address already."""
    base, taken = slugify(anyascii(title))[:100] or "article", set(issue.get_children().values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in count(2))
    return next(slug for slug in chain([base], numbered) if slug not in taken)


def _stored(kept: WordImport, block: dict) -> dict | None:
    """The block as a StreamField keeps it; None for a picture that was refused."""
    value = block["value"]
    if block["type"] == "picture":
        pk = kept.pictures[kept.places[value["picture"]]]
        value = {**{name: inner for name, inner in value.items() if name != "alt"}, "picture": pk}
        if pk is None:
            return None
    return {"type": block["type"], "value": value, "id": str(uuid4())}
