"""What the press says of a post in doubt: here it is."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from syndication import drivers
from syndication.models import Delivery
from syndication.port import Receipt

WRONG = "Нужна ссылка на пост вида {}: нажмите на пост и «Копировать ссылку»."


class FoundPostForm(forms.Form):
    """The address of the post in the channel, as the service's «Копировать ссылку» gives it."""

    url = forms.CharField(label="Ссылка на пост", max_length=200)
    with_photo = forms.BooleanField(label="Пост со снимком", required=False, initial=True)

    def __init__(self, delivery: Delivery, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.channel, wish = delivery.channel, delivery.tried or delivery.wish
        self.pictures = len(wish.get("pictures", ()))
        self.fields["with_photo"].initial = bool(self.pictures)
        if self.pictures > 1:
            self.fields["url"].label = "Ссылка на первый снимок альбома"
            del self.fields["with_photo"]
        self.fields[
            "url"
        ].help_text = f"В {self.channel.get_driver_display()} нажмите на пост и выберите «Копировать ссылку»."

    def clean_url(self) -> str:
        url = self.cleaned_data["url"]
        if drivers.message_at(self.channel, url) is None:
            raise ValidationError(WRONG.format(drivers.service_of(self.channel).link_example))
        return url

    def receipt(self) -> dict:
        """The receipt the driver would have kept."""
        url = self.cleaned_data["url"]
        first = drivers.message_at(self.channel, url)
        if self.pictures > 1:
            ids = drivers.service_of(self.channel).album_at(first, self.pictures)
            return Receipt(ids, "album", url, digests=("",) * self.pictures).to_json()
        return Receipt((first,), "photo" if self.cleaned_data["with_photo"] else "text", url).to_json()
