"""What the press says of a post in doubt: here it is."""

import re

from django import forms

POST_URL = re.compile(r"https?://t\.me/(?:c/)?(?P<channel>[\w-]+)/(?P<message>\d+)(?:\?single)?/?")


class FoundPostForm(forms.Form):
    """The address of the post in the channel, as Telegram's «Копировать ссылку» gives it."""

    url = forms.RegexField(
        POST_URL,
        label="Ссылка на пост",
        max_length=200,
        error_messages={
            "invalid": "Нужна ссылка на пост вида https://t.me/канал/123: нажмите на пост и «Копировать ссылку»."
        },
        help_text="В Telegram нажмите на пост и выберите «Копировать ссылку».",
    )
    with_photo = forms.BooleanField(label="Пост со снимком", required=False, initial=True)

    def receipt(self) -> dict:
        """The receipt the driver would have kept."""
        found = POST_URL.fullmatch(self.cleaned_data["url"])
        kind = "photo" if self.cleaned_data["with_photo"] else "text"
        return {"message_ids": [int(found["message"])], "kind": kind, "url": self.cleaned_data["url"], "note": ""}
