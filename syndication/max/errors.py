"""From an answer of MAX to a `ChannelError`: by what it says where that is known, by the status otherwise.

MAX refuses in two ways: with a status and `{"code", "message"}`, and with 200 and `{"success": false, "message"}`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from portal.http import NetworkError
from portal.masking import without_hidden
from syndication.answers import seconds_to_wait, when_lost
from syndication.port import ChannelError, Failure

DEFAULT_PAUSE = 10.0  # seconds; MAX allows two messages a second and does not promise to say how long to wait


class Case(Enum):
    """Refusals the driver itself has an answer to."""

    NOT_READY = auto()
    ALREADY_DELETED = auto()
    BAD_PHOTO = auto()


class MaxError(ChannelError):
    """A `ChannelError` of MAX; `case` is set when the driver has an answer to it."""

    def __init__(self, failure: Failure, reason: str, detail: str = "", *, case: Case | None = None, **more: Any):
        super().__init__(failure, reason, " ".join(without_hidden(detail).split())[:500], **more)
        self.case = case


@dataclass(frozen=True)
class Call:
    """What decides what a failure of a call means: whether it may be repeated, and whether it is about one message."""

    repeatable: bool = True
    of_message: bool = False


@dataclass(frozen=True)
class Rule:
    """What a refusal with `fragment` in its code or message (lower case) means."""

    fragment: str
    failure: Failure
    reason: str
    case: Case | None = None


UNREACHABLE = "MAX недоступен: соединиться не удалось. Попробуем ещё раз сами."
LOST = "Связь с MAX оборвалась: неизвестно, принят ли пост."
BLOCKED = "MAX недоступен: вместо него отвечает посторонняя страница. Проверьте прокси и доступ в интернет."
BUSY = "MAX временно не отвечает. Попробуем ещё раз сами."
SLOW_DOWN = "MAX просит подождать: слишком много сообщений подряд. Отправим чуть позже."
PROCESSING = "MAX ещё обрабатывает снимок. Попробуем ещё раз сами."
NOT_OUR_BOT = "MAX не признаёт бота: токен неверен или отозван. Возьмите новый на платформе MAX для бизнеса."
NO_RIGHTS = "У бота нет прав в канале MAX: сделайте его администратором с правом публиковать, править и удалять."
NO_CHAT = "MAX не находит канал: проверьте его номер и что бот в нём состоит."
TOO_BIG = "Файл слишком велик для MAX."
TOO_LONG = "Текст длиннее, чем принимает MAX. Сократите лид."
BAD_PHOTO = "MAX не принял снимок: возьмите обычный JPEG."
WAS_DELETED = "Этот пост удалён в MAX."
REFUSED = "MAX не принял пост."

RULES = (
    Rule("not.ready", Failure.TRANSIENT, PROCESSING, Case.NOT_READY),
    Rule("not.processed", Failure.TRANSIENT, PROCESSING, Case.NOT_READY),
    Rule("verify.token", Failure.CHANNEL, NOT_OUR_BOT),
    Rule("deprecated.token", Failure.CHANNEL, NOT_OUR_BOT),
    Rule("chat.denied", Failure.CHANNEL, NO_RIGHTS),
    Rule("chat.not.found", Failure.CHANNEL, NO_CHAT),
    Rule("chatid", Failure.CHANNEL, NO_CHAT),
    Rule("chat_id", Failure.CHANNEL, NO_CHAT),
    Rule("message.not.found", Failure.GONE, WAS_DELETED, Case.ALREADY_DELETED),
    Rule("message not found", Failure.GONE, WAS_DELETED, Case.ALREADY_DELETED),
    Rule("process.attachment", Failure.POST, BAD_PHOTO, Case.BAD_PHOTO),
    Rule("`photos`", Failure.POST, BAD_PHOTO, Case.BAD_PHOTO),
    Rule("too long", Failure.POST, TOO_LONG),
    Rule("too.long", Failure.POST, TOO_LONG),
)
BY_STATUS = {
    401: (Failure.CHANNEL, NOT_OUR_BOT),
    403: (Failure.CHANNEL, NO_RIGHTS),
    404: (Failure.CHANNEL, NO_CHAT),
    413: (Failure.POST, TOO_BIG),
}


def no_answer(error: NetworkError, call: Call) -> MaxError:
    """No whole answer came. Only a call that is not repeatable, and may have arrived, is in doubt."""
    if not error.sent:
        return MaxError(Failure.TRANSIENT, UNREACHABLE, str(error))
    return _lost(call, str(error))


def unreadable(status: int, body: str, call: Call) -> MaxError:
    """The answer is not one of MAX: a page of a provider or proxy, or an answer cut short."""
    detail = f"HTTP {status}, {len(body)} characters: {body[:80]!r}"
    if status in {413, 429} or status >= 500:
        return refused(status, detail, call)
    if status >= 400:
        return MaxError(Failure.CHANNEL, BLOCKED, detail)
    if status < 300 and not body.lstrip().startswith("<"):
        return MaxError(when_lost(call.repeatable), LOST, detail)
    return MaxError(Failure.CHANNEL if call.repeatable else Failure.DOUBT, BLOCKED, detail)


def refused(status: int, said: str, call: Call, *, retry_after: str | None = None) -> MaxError:
    """MAX says no: `said` is its code and message."""
    detail = f"{status} {said}"
    if status == 429:
        pause = seconds_to_wait(retry_after, DEFAULT_PAUSE)
        return MaxError(Failure.THROTTLED, SLOW_DOWN, detail, retry_after=pause)
    if status == 503:
        return MaxError(Failure.TRANSIENT, BUSY, detail)
    if status >= 500:
        return _lost(call, detail)
    if rule := next((rule for rule in RULES if rule.fragment in said.lower()), None):
        return MaxError(rule.failure, rule.reason, detail, case=rule.case)
    if status == 404 and call.of_message:
        return MaxError(Failure.GONE, WAS_DELETED, detail, case=Case.ALREADY_DELETED)
    if status in BY_STATUS:
        return MaxError(*BY_STATUS[status], detail)
    return MaxError(Failure.POST, f"{REFUSED} Ответ: «{said[:120]}».", detail)


def photo_refused(status: int, body: str) -> MaxError:
    """The store of files does not take a picture; nothing is published yet."""
    detail = f"upload: HTTP {status}, {body[:80]!r}"
    if status == 413 or 400 <= status < 429:
        return MaxError(Failure.POST, BAD_PHOTO, detail, case=Case.BAD_PHOTO)
    return MaxError(Failure.TRANSIENT, BUSY, detail)


def _lost(call: Call, detail: str) -> MaxError:
    return MaxError(when_lost(call.repeatable), BUSY if call.repeatable else LOST, detail)
