"""More methods on the channel behind the test server: films, albums, pins, and what helps to find a lost post."""

import itertools

from tests.syndication.telegram_content import RefusedError, filmed, of_media

_groups = itertools.count(1)


def send_video(channel, fields, files):
    return channel.put(fields, **filmed(fields, files, "video"))


def send_media_group(channel, fields, files):
    """An album: its buttons are not read, its messages have numbers in a row."""
    items = fields.get("media") or []
    if not 2 <= len(items) <= 10:
        raise RefusedError("Bad Request: there must be 2-10 items in the album")
    if len({bool(item.get("show_caption_above_media")) for item in items}) > 1:
        raise RefusedError("Bad Request: show_caption_above_media must be equal in all items")
    contents = [of_media(item, files) for item in items]
    fields, group = {**fields, "reply_markup": None}, str(next(_groups))
    first = channel.put(fields, group=group, **contents[0])
    return [first, *(channel.put(fields, gap=1, group=group, **content) for content in contents[1:])]


def pin(channel, fields, files):
    message = _there(channel, fields, "pin")
    message.pinned = True
    channel.skip_id()  # the service message about it
    return True


def unpin(channel, fields, files):
    _there(channel, fields, "unpin").pinned = False
    return True


def _there(channel, fields, verb):
    channel.check_chat(fields, right="can_edit_messages")
    message = channel.messages.get(int(fields["message_id"]))
    if message is None:
        raise RefusedError(f"Bad Request: message to {verb} not found")
    return message


def forward(channel, fields, files):
    """A copy in the private chat, with all that stands in the original."""
    if str(fields["chat_id"]) != str(channel.staging_id):
        raise RefusedError("Bad Request: chat not found")
    message = channel.messages.get(int(fields["message_id"]))
    if message is None:
        raise RefusedError("Bad Request: message to forward not found")
    chat = {"id": channel.staging_id, "type": "supergroup", "title": "Служебный"}
    return {**channel.shown(message), "message_id": 5000 + message.id, "chat": chat}


def get_updates(channel, fields, files):
    """The newest posts, as a negative offset asks for."""
    return [{"update_id": number, "channel_post": post} for number, post in enumerate(channel.updates)][-100:]
