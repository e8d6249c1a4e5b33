"""Forms of portraits: a photo, its square, HR's word on it."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from people.portraits.crop import SMALLEST_SIDE, Box
from people.portraits.pictures import Shot, examined

TOO_SMALL = f"Снимок слишком мал: нужно не меньше {SMALLEST_SIDE} точек по каждой стороне. Выберите другой."
ACCEPTED = "image/*,.heic,.heif"
REASONS = (
    "Лица почти не видно: снимите ближе и при свете.",
    "На снимке несколько человек: нужен один.",
    "Лицо закрыто: снимите без очков, каски или маски.",
    "Это не портрет человека.",
)


class PhotoForm(forms.Form):
    """A photo from the phone; what comes out is verified, written anew, with the face found."""

    photo = forms.FileField(
        label="Снимок",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text="JPEG, PNG, WebP или HEIC до 20 МБ. Место и время съёмки из файла удаляются.",
        error_messages={"required": "Выберите снимок или снимите себя."},
    )

    def clean_photo(self) -> Shot:
        return large_enough(examined(self.cleaned_data["photo"]))


def large_enough(shot: Shot) -> Shot:
    """Raises ValidationError for a picture in which a face would be a blot."""
    if shot.crop.side < SMALLEST_SIDE:
        raise ValidationError(TOO_SMALL)
    return shot


class CropForm(forms.Form):
    """The square in points of the picture."""

    x = forms.IntegerField(label="Отступ слева, точек", min_value=0, max_value=20_000)
    y = forms.IntegerField(label="Отступ сверху, точек", min_value=0, max_value=20_000)
    side = forms.IntegerField(label="Сторона квадрата, точек", min_value=1, max_value=20_000)

    def box(self) -> Box:
        return Box(**{name: self.cleaned_data[name] for name in ("x", "y", "side")})


class DeclineForm(forms.Form):
    """The person reads these words."""

    reason = forms.CharField(
        label="Почему", max_length=300, error_messages={"required": "Напишите, что поправить: человек это прочтёт."}
    )
