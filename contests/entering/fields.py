"""HR's questions as fields of a form. A question is never asked by its label: what is answered is filed under its key."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from contests.models import EntryField
from portal.players import video_at
from portal.uploads import documents, films, pictures

Kind = EntryField.Kind
LINE_LENGTH, TEXT_LENGTH, ADDRESS_LENGTH = 300, 5000, 500
IN_FILES = (Kind.PHOTOS, Kind.DOCUMENT, Kind.FILM)
ACCEPTED = {
    Kind.PHOTOS: "image/*,.heic,.heif",
    Kind.DOCUMENT: ",".join(f".{suffix}" for suffix in documents.SUFFIXES),
    Kind.FILM: ",".join(f".{suffix}" for suffix in films.SUFFIXES),
}
HINTS = {
    Kind.PHOTOS: f"JPEG, PNG, WebP или HEIC до {pictures.LARGEST_FILE // 1024**2} МБ, не больше {{most}}.",
    Kind.DOCUMENT: f"{', '.join(documents.SUFFIXES)}, до {documents.LARGEST_FILE // 1024**2} МБ.",
    Kind.FILM: f"MP4, MOV или WebM до {films.LARGEST_FILE // 1024**2} МБ. Фильм больше — дайте ссылку на него.",
}
NOT_AN_ADDRESS = "Такой ссылки портал не знает. Годится ссылка на фильм в RuTube или VK Видео."


class VideoAddressField(forms.CharField):
    """The address of a film at a site whose player the portal may show; kept as the portal itself writes it."""

    def clean(self, value) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        video = video_at(typed, settings.PEERTUBE_HOSTS)
        if video is None:
            raise ValidationError(NOT_AN_ADDRESS)
        return video.page


def answer_name(field: EntryField) -> str:
    return f"answer-{field.key}"


def upload_name(field: EntryField) -> str:
    return f"file-{field.key}"


def asked(field: EntryField) -> forms.Field | None:
    """What is typed or chosen in answer; None where only files answer."""
    common = {"label": field.label, "help_text": field.help, "required": field.required}
    if field.kind == Kind.LINE:
        return forms.CharField(max_length=LINE_LENGTH, **common)
    if field.kind == Kind.TEXT:
        return forms.CharField(max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 5}), **common)
    if field.kind == Kind.CHOICE:
        options = [(option, option) for option in field.options]
        return forms.ChoiceField(choices=[("", "— выберите —"), *options], **common)
    if field.kind == Kind.FILM:
        return VideoAddressField(label="Или ссылка на фильм", max_length=ADDRESS_LENGTH, required=False)
    return None


def hint(field: EntryField) -> str:
    """What files may be chosen."""
    return HINTS[field.kind].format(most=field.most)
