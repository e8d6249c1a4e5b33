"""From Telegram's answer to a `ChannelError`: by the code, by the description only where the code does not suffice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from portal.http import NetworkError
from portal.masking import without_hidden
from syndication.answers import seconds_to_wait, when_lost
from syndication.port import ChannelError, Failure

DEFAULT_PAUSE = 30.0  # seconds, when Telegram asks to wait and does not say how long


class Case(Enum):
    """Refusals the driver itself has an answer to."""

    NOT_MODIFIED = auto()
    ALREADY_DELETED = auto()
    UNPARSED = auto()
    BAD_PHOTO = auto()
    NOT_A_TEXT = auto()
    TOO_BIG = auto()
    NOT_THERE = auto()
    NOT_FORWARDED = auto()


class TelegramError(ChannelError):
    """A `ChannelError` of Telegram; `case` is set when the driver has an answer to it."""

    def __init__(self, failure: Failure, reason: str, detail: str = "", *, case: Case | None = None, **more: Any):
        super().__init__(failure, reason, " ".join(without_hidden(detail).split())[:500], **more)
        self.case = case


@dataclass(frozen=True)
class Rule:
    """What a refusal with `fragment` in its description (lower case) means."""

    fragment: str
    failure: Failure
    reason: str
    case: Case | None = None


UNREACHABLE = "Telegram недоступен: соединиться не удалось. Попробуем ещё раз сами."
LOST = "Связь с Telegram оборвалась: неизвестно, принят ли пост."
BLOCKED = "Telegram недоступен: вместо него отвечает посторонняя страница. Проверьте прокси и доступ в интернет."
BUSY = "Telegram временно не отвечает. Попробуем ещё раз сами."
SLOW_DOWN = "Telegram просит подождать: слишком много сообщений подряд. Отправим, когда разрешит."
NOT_OUR_BOT = "Telegram не признаёт бота: токен неверен или отозван. Выпустите новый в @BotFather."
NOT_ADMIN = "У бота нет прав в канале: сделайте его администратором с правом публиковать, править и удалять."
NO_CHAT = "Telegram не находит канал: проверьте его адрес и что бот в нём состоит."
THROWN_OUT = "Бот удалён из канала: верните его и сделайте администратором."
OTHER_PROCESS = "Этим ботом уже пользуется другая программа. Заведите для портала отдельного бота."
TOO_BIG = "Файл слишком велик для Telegram."
TOO_LONG = "Текст длиннее, чем принимает Telegram. Сократите лид."
REFUSED = "Telegram не принял пост."
UNCLEAR_TEXT = "Telegram не понял разметку текста."
BAD_PHOTO = "Telegram не принял снимок: возьмите обычный JPEG не уже 1 : 20."
WAS_DELETED = "Этот пост удалён в Telegram."
TOO_OLD = "Telegram не даёт удалить пост старше двух суток."
FOREIGN = "Telegram не даёт править этот пост: его опубликовал не бот, или у бота нет права править."
MOVED = "Группа переехала на новый адрес. Портал запомнит его сам."

RULES = (
    Rule("message is not modified", Failure.POST, REFUSED, Case.NOT_MODIFIED),
    Rule("message to delete not found", Failure.GONE, WAS_DELETED, Case.ALREADY_DELETED),
    Rule("message to edit not found", Failure.GONE, WAS_DELETED, Case.ALREADY_DELETED),
    Rule("message to forward not found", Failure.GONE, WAS_DELETED, Case.NOT_THERE),
    Rule("can't be forwarded", Failure.POST, REFUSED, Case.NOT_FORWARDED),
    Rule("message_id_invalid", Failure.GONE, WAS_DELETED, Case.ALREADY_DELETED),
    Rule("message can't be deleted", Failure.UNDELETABLE, TOO_OLD),
    Rule("message can't be edited", Failure.POST, FOREIGN),
    Rule("no text in the message", Failure.POST, REFUSED, Case.NOT_A_TEXT),
    Rule("can't parse entities", Failure.POST, UNCLEAR_TEXT, Case.UNPARSED),
    Rule("photo_invalid", Failure.POST, BAD_PHOTO, Case.BAD_PHOTO),
    Rule("image_process_failed", Failure.POST, BAD_PHOTO, Case.BAD_PHOTO),
    Rule("wrong type of the web page content", Failure.POST, BAD_PHOTO, Case.BAD_PHOTO),
    Rule("too big for a photo", Failure.POST, BAD_PHOTO, Case.BAD_PHOTO),
    Rule("too big", Failure.POST, TOO_BIG, Case.TOO_BIG),
    Rule("too long", Failure.POST, TOO_LONG),
    Rule("too_long", Failure.POST, TOO_LONG),
    Rule("chat not found", Failure.CHANNEL, NO_CHAT),
    Rule("thread not found", Failure.CHANNEL, "Тема группы, в которую пишет портал, удалена."),
    Rule("need administrator rights", Failure.CHANNEL, NOT_ADMIN),
    Rule("not enough rights", Failure.CHANNEL, NOT_ADMIN),
    Rule("chat_admin_required", Failure.CHANNEL, NOT_ADMIN),
    Rule("chat_write_forbidden", Failure.CHANNEL, NOT_ADMIN),
    Rule("is not a member", Failure.CHANNEL, THROWN_OUT),
)
BY_CODE = {
    401: (Failure.CHANNEL, NOT_OUR_BOT),
    403: (Failure.CHANNEL, THROWN_OUT),
    404: (Failure.CHANNEL, NOT_OUR_BOT),
    409: (Failure.CHANNEL, OTHER_PROCESS),
    503: (Failure.TRANSIENT, BUSY),
}


def no_answer(error: NetworkError, *, repeatable: bool) -> TelegramError:
    """No whole answer came. Only a call that is not repeatable, and may have arrived, is in doubt."""
    if not error.sent:
        return TelegramError(Failure.TRANSIENT, UNREACHABLE, str(error))
    return TelegramError(when_lost(repeatable), BUSY if repeatable else LOST, str(error))


def unreadable(status: int, body: str, *, repeatable: bool) -> TelegramError:
    """The answer is not the Bot API's: a page of a provider or proxy, or an answer cut short."""
    detail = f"HTTP {status}, {len(body)} characters: {body[:80]!r}"
    if status == 429 or status == 413 or status >= 500:
        return refused(status, detail, {}, repeatable=repeatable)
    if status >= 400:
        return TelegramError(Failure.CHANNEL, BLOCKED, detail)
    if status < 300 and not body.lstrip().startswith("<"):
        return TelegramError(when_lost(repeatable), LOST, detail)
    return TelegramError(Failure.CHANNEL if repeatable else Failure.DOUBT, BLOCKED, detail)


def refused(code: int, description: str, parameters: Mapping[str, Any], *, repeatable: bool) -> TelegramError:
    """Telegram says no: `code` is `error_code` of the answer."""
    detail = f"{code} {description}"
    if code == 429:
        pause = seconds_to_wait(parameters.get("retry_after"), DEFAULT_PAUSE)
        return TelegramError(Failure.THROTTLED, SLOW_DOWN, detail, retry_after=pause)
    if "migrate_to_chat_id" in parameters:
        return TelegramError(Failure.MIGRATED, MOVED, detail, new_chat_id=int(parameters["migrate_to_chat_id"]))
    if code == 413:
        return TelegramError(Failure.POST, TOO_BIG, detail, case=Case.TOO_BIG)
    if code in BY_CODE:
        return TelegramError(*BY_CODE[code], detail)
    if code >= 500:
        return TelegramError(when_lost(repeatable), BUSY if repeatable else LOST, detail)
    rule = next((rule for rule in RULES if rule.fragment in description.lower()), None)
    if rule is None:
        return TelegramError(Failure.POST, f"{REFUSED} Ответ: «{description[:120]}».", detail)
    return TelegramError(rule.failure, rule.reason, detail, case=rule.case)
