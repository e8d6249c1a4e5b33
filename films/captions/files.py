"""Captions as files: SubRip and WebVTT in, WebVTT out. Only the words are kept: no markup, no style, no place on the screen."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from html import escape, unescape

from charset_normalizer import from_bytes

from films.captions.cues import MOST_CUES, CaptionError, Cue, moment, tidy, timecode

LARGEST_FILE = 1024 * 1024
HEADER, ARROW = "WEBVTT", "-->"
# Blocks of WebVTT that say nothing to the reader.
SILENT = ("NOTE", "STYLE", "REGION")
RUSSIAN = ["cp1251", "koi8_r", "cp866"]
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
TAG = re.compile(r"</?[a-zA-Z][^>]*>|<[\d:.]+>")
STYLED = re.compile(r"\{\\[^}]*\}")

TOO_LARGE = f"Файл больше {LARGEST_FILE // 1024**2} МБ: это не субтитры одного фильма."
NOT_TEXT = "Это не текст: нужен файл VTT или SRT. Сохраните его в UTF-8 и загрузите ещё раз."
NO_CUES = "В файле нет ни одного титра. Нужен VTT или SRT: строка времени вида «00:01:02,500 --> 00:01:04,000», под ней слова."
TOO_MANY = f"Больше {MOST_CUES} титров: разделите фильм."
LINE = "Строка {}: {}"
NO_ARROW = "нет времени вида «00:01:02,500 --> 00:01:04,000»."


def decoded(content: bytes) -> str:
    """By its mark, as UTF-8, or as the Russian encoding that reads best. CaptionError says why not."""
    if len(content) > LARGEST_FILE:
        raise CaptionError(TOO_LARGE)
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return _strictly(content, encoding)
    if b"\0" in content:
        raise CaptionError(NOT_TEXT)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(content)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise CaptionError(NOT_TEXT) from error


def _guessed(content: bytes) -> str:
    best = from_bytes(content, cp_isolation=RUSSIAN).best()
    if best is None:
        raise CaptionError(NOT_TEXT)
    return str(best)


def read(content: bytes) -> list[Cue]:
    """The captions of a file, in the order of time."""
    return parse(decoded(content))


def parse(text: str) -> list[Cue]:
    """The captions of a WebVTT or SubRip text, in the order of time; those without words are left out."""
    is_vtt = text.lstrip("\ufeff").startswith(HEADER)
    cues = [cue for number, lines in _blocks(text) if (cue := _cue(number, lines, is_vtt))]
    if not cues:
        raise CaptionError(NO_CUES)
    if len(cues) > MOST_CUES:
        raise CaptionError(TOO_MANY)
    return sorted(cues, key=lambda cue: (cue.start, cue.end))


def write(cues: Sequence[Cue]) -> str:
    """As WebVTT."""
    told = (f"{timecode(cue.start)} {ARROW} {timecode(cue.end)}\n{escape(cue.text, quote=False)}\n" for cue in cues)
    return "\n".join([f"{HEADER}\n", *told])


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines between blank ones, with the number of the first."""
    block: list[str] = []
    for number, line in enumerate([*re.split(r"\r\n|\r|\n", text.lstrip("\ufeff")), ""], start=1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _cue(number: int, lines: list[str], is_vtt: bool) -> Cue | None:
    """A name or a number may stand above the time."""
    at = next((place for place, line in enumerate(lines[:2]) if ARROW in line), None)
    if at is None:
        if is_vtt and (number == 1 or lines[0].startswith(SILENT)):
            return None
        raise CaptionError(LINE.format(number, NO_ARROW))
    try:
        start, end = (moment(part.strip().partition(" ")[0]) for part in lines[at].split(ARROW, 1))
    except CaptionError as error:
        raise CaptionError(LINE.format(number + at, NO_ARROW)) from error
    words = _plain("\n".join(lines[at + 1 :]), is_vtt)
    return Cue(start, end, words) if words else None


def _plain(text: str, is_vtt: bool) -> str:
    """A voice becomes a name before its words; other markup goes."""
    text = VOICE.sub(r"\1: ", text if is_vtt else STYLED.sub("", text))
    return tidy(unescape(TAG.sub("", text)))
