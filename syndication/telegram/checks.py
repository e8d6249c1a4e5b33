"""«Проверить»: the bot, the channel and the rights, one after another, without posting."""

from __future__ import annotations

from syndication.port import ChannelError, CheckResult
from syndication.telegram.client import BotApi

RIGHTS = {
    "can_post_messages": "публиковать",
    "can_edit_messages": "править",
    "can_delete_messages": "удалять",
}


def look(api: BotApi, chat_id: str) -> list[CheckResult]:
    """What was found, up to the first thing that is wrong."""
    results: list[CheckResult] = []
    name = "Бот"
    try:
        bot = api.get_me()
        results.append(CheckResult(name, True, f"@{bot.username}"))
        name = "Канал"
        chat = api.get_chat(chat_id)
        results.append(CheckResult(name, True, f"«{chat.title}», номер {chat.id}"))
        name = "Права"
        member = api.get_chat_member(chat_id, bot.id)
    except ChannelError as error:
        return [*results, CheckResult(name, False, error.reason)]
    return [*results, _rights(member.status, member.rights)]


def _rights(status: str, rights: frozenset[str]) -> CheckResult:
    missing = [word for right, word in RIGHTS.items() if right not in rights]
    if status == "creator" or (status == "administrator" and not missing):
        return CheckResult("Права", True, "публиковать, править, удалять")
    if status != "administrator":
        return CheckResult("Права", False, "Бот не администратор канала: назначьте его администратором.")
    return CheckResult("Права", False, f"У бота нет права {', '.join(missing)}: включите его в настройках канала.")


def look_at_staging(api: BotApi, chat_id: str) -> CheckResult:
    """The private chat by which lost posts are looked for: the bot must be in it."""
    try:
        return CheckResult("Служебный чат", True, f"«{api.get_chat(chat_id).title}»")
    except ChannelError as error:
        return CheckResult("Служебный чат", False, error.reason)


def look_at_witness(witness: BotApi, chat_id: str) -> CheckResult:
    """The second bot sees posts of the channel only as its administrator."""
    try:
        bot = witness.get_me()
        member = witness.get_chat_member(chat_id, bot.id)
    except ChannelError as error:
        return CheckResult("Бот-свидетель", False, error.reason)
    if member.status not in ("administrator", "creator"):
        return CheckResult("Бот-свидетель", False, f"@{bot.username} не администратор канала: назначьте его.")
    return CheckResult("Бот-свидетель", True, f"@{bot.username}")
