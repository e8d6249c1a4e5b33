"""The form of a post: whether, what, how, when."""

from __future__ import annotations

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.models import Page, ReferenceIndex

from portal.images import Picture
from portal.stories import Story
from syndication.composing.compose import chosen_pictures
from syndication.composing.template import unknown_fields
from syndication.models import MOST_PICTURES, Composition, CompositionPicture, Media

OTHERS_FIRST = (
    "Пока вы писали, этот пост сохранил другой редактор. Ваш текст цел: сохраните ещё раз, чтобы оставить его."
)


class CompositionForm(WagtailAdminModelForm):
    """The pictures are those of the page; their order is the order in which the browser sends them."""

    pictures = forms.MultipleChoiceField(
        label="Снимки альбома",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="До десяти; порядок меняют стрелки.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Composition
        fields = ("choice", "text", "media", "text_first", "button", "button_label", "silent", "pin", "at")
        widgets = {"choice": forms.RadioSelect, "media": forms.RadioSelect}

    def __init__(self, *args, story: Story, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = _pictures_of(story, self.instance)
        self.fields["pictures"].choices = [(str(picture.pk), picture.title) for picture in self.offered]
        films = story.has_film or self.instance.media == Media.FILM
        self.fields["media"].choices = [choice for choice in Media.choices if films or choice[0] != Media.FILM]
        self.fields["seen"].initial = _stamp(self.instance)
        self.fields["pictures"].initial = [str(picture.pk) for picture in chosen_pictures(self.instance)]

    def clean_text(self):
        text = self.cleaned_data["text"]
        if unknown := unknown_fields(text):
            raise ValidationError(f"Таких полей нет: {', '.join(unknown)}.")
        return text

    def clean_pictures(self):
        chosen = self.cleaned_data["pictures"]
        if len(chosen) > MOST_PICTURES:
            raise ValidationError(f"В альбоме не больше {MOST_PICTURES} снимков.")
        return chosen

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("media") == Media.ALBUM and not cleaned.get("pictures"):
            self.add_error("pictures", "Отметьте хотя бы один снимок или покажите обложку.")
        if self.data.get("seen", "") != _stamp(self._stored()):
            self.data = self.data.copy()
            self.data["seen"] = _stamp(self._stored())
            raise ValidationError(OTHERS_FIRST)
        return cleaned

    def album(self) -> list[Picture]:
        """The pictures chosen, in the order in which they were sent."""
        by_key = {str(picture.pk): picture for picture in self.offered}
        return [by_key[key] for key in self.data.getlist("pictures")[:MOST_PICTURES] if key in by_key]

    @transaction.atomic
    def save(self, commit=True):
        composition = super().save(commit)
        composition.pictures.all().delete()
        if composition.media == Media.ALBUM:
            rows = [
                CompositionPicture(composition=composition, picture=one, place=n) for n, one in enumerate(self.album())
            ]
            CompositionPicture.objects.bulk_create(rows)
        return composition

    def _stored(self) -> Composition | None:
        return Composition.objects.filter(channel=self.instance.channel, page_id=self.instance.page_id).first()


def _stamp(composition: Composition | None) -> str:
    return composition.changed_at.isoformat() if composition and composition.pk else ""


def _pictures_of(story: Story, composition: Composition) -> list[Picture]:
    """The album first, in its order, then the cover and what else the page shows."""
    chosen = chosen_pictures(composition)
    shown = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(story.pk),
        to_content_type=ContentType.objects.get_for_model(Picture),
    )
    keys = {int(key) for key in shown.values_list("to_object_id", flat=True)} | {story.cover_id} - {None}
    others = Picture.objects.filter(pk__in=keys - {picture.pk for picture in chosen} - {None}).order_by("pk")
    found = [*chosen, *others.prefetch_related("renditions")]
    return sorted(found, key=lambda picture: (picture not in chosen, picture.pk != story.cover_id))
