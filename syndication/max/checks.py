"""«Проверить»: the bot, the channel and the rights, one after another, without posting."""

from __future__ import annotations

from syndication.max.answers import Member
from syndication.max.client import MaxApi
from syndication.port import ChannelError, CheckResult

# By what each right was called over the years; any of the names will do.
RIGHTS = {
    "публиковать": {"write", "post_edit_delete_message"},
    "править": {"edit", "edit_message", "post_edit_delete_message"},
    "удалять": {"delete", "delete_message", "post_edit_delete_message"},
}


def look(api: MaxApi, chat_id: str) -> list[CheckResult]:
    """What was found, up to the first thing that is wrong."""
    results: list[CheckResult] = []
    name = "Бот"
    try:
        results.append(CheckResult(name, True, api.get_me().name))
        name = "Канал"
        chat = api.get_chat(chat_id)
        results.append(CheckResult(name, True, f"«{chat.title}», номер {chat.id}"))
        name = "Права"
        member = api.get_membership(chat_id)
    except ChannelError as error:
        return [*results, CheckResult(name, False, error.reason)]
    return [*results, _rights(member)]


def _rights(member: Member) -> CheckResult:
    missing = [word for word, names in RIGHTS.items() if not names & member.rights]
    if member.is_owner or (member.is_admin and not missing):
        return CheckResult("Права", True, "публиковать, править, удалять")
    if not member.is_admin:
        return CheckResult("Права", False, "Бот не администратор канала: назначьте его администратором.")
    return CheckResult("Права", False, f"У бота нет права {', '.join(missing)}: включите его в настройках канала.")
