"""SubRip and WebVTT, in whatever encoding, become plain words with times, and the same again when written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.captions import telling
from films.captions.cues import (
    BACKWARDS,
    BEYOND,
    LONGEST_TEXT,
    OVERLAPS,
    TIME,
    CaptionError,
    Cue,
    faults,
    moment,
    tidy,
    timecode,
)
from films.captions.files import NO_CUES, NOT_TEXT, TOO_LARGE, parse, read, write

SRT = "1\r\n00:00:01,000 --> 00:00:02,500\r\nДоброе утро!\r\n\r\n2\r\n00:00:03,000 --> 00:00:05,000\r\n— Котёл пошёл?\r\n— Пошёл.\r\n"
MORNING = [Cue(1000, 2500, "Доброе утро!"), Cue(3000, 5000, "— Котёл пошёл?\n— Пошёл.")]

TIMES = st.integers(0, 3 * 3_600_000)
# Letters, and all that means something in either format.
AWKWARD = st.sampled_from("аЯё й\u0306 <>&;#{}\\/-:.,!0 1b\n\r\t\0\u00a0\u202e\u2028\ufeff")
TEXTS = st.text(AWKWARD, max_size=40).map(lambda text: tidy(text) or "слово")
CUES = st.lists(st.builds(Cue, TIMES, TIMES, TEXTS), min_size=1, max_size=8).map(
    lambda cues: sorted(cues, key=lambda cue: (cue.start, cue.end))
)


@given(CUES)
def test_what_is_written_is_read_again(cues):
    assert parse(write(cues)) == cues


def as_subrip(time: re.Match) -> str:
    whole = time[0] if time[1] else f"00:{time[0]}"
    return whole.replace(".", ",")


@given(CUES.map(lambda cues: [cue for cue in cues if "{\\" not in cue.text] or MORNING))
def test_subrip_says_the_same_as_webvtt(cues):
    vtt = write(cues)
    numbered = enumerate(vtt.split("\n\n")[1:], 1)
    srt = "\n\n".join(f"{number}\n{re.sub(TIME, as_subrip, block, count=2)}" for number, block in numbered)
    assert parse(srt) == parse(vtt)


@given(TIMES)
def test_a_time_is_read_as_it_is_written(at):
    assert moment(timecode(at)) == at


@given(st.text(max_size=200))
def test_any_text_is_captions_or_a_reason(text):
    try:
        cues = parse(text)
    except CaptionError as error:
        assert str(error)
    else:
        assert all(cue.text == tidy(cue.text) for cue in cues)


@given(st.binary(max_size=200))
def test_any_bytes_are_captions_or_a_reason(content):
    try:
        read(content)
    except CaptionError as error:
        assert str(error)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8_r", "cp866"])
def test_encodings(encoding):
    text = SRT.replace("— ", "- ")
    assert read(text.encode(encoding)) == parse(text)


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<v Зарема>Пошли</v>", "Зарема: Пошли"),
        ("<v.loud Зарема Кушхова>Пошли", "Зарема Кушхова: Пошли"),
        ("<c.yellow><b>Тепло</b></c>", "Тепло"),
        ('<script>alert(1)</script><img src=x onerror="x">', "alert(1)"),
        ("5 &lt; 7 &amp; 8", "5 < 7 & 8"),
        ("3 < 5", "3 < 5"),
        ("\u202eтекст\u0007", "текст"),
        ("<00:00:01.500>по слогам", "по слогам"),
    ],
)
def test_only_words_are_kept(markup, words):
    assert parse(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{markup}\n")[0].text == words


def test_notes_styles_names_and_places_on_the_screen_are_let_go_by():
    text = (
        "WEBVTT - фильм\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE для себя\n\nпервый\n01.000 --> 02.000\n"
    )
    with pytest.raises(CaptionError, match="Строка 10"):
        parse(text)
    right = text.replace("01.000 --> 02.000", "00:01.000 --> 00:02.000 align:start line:0\nСлова")
    assert parse(right) == [Cue(1000, 2000, "Слова")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", NO_CUES),
        (b"WEBVTT\n", NO_CUES),
        (b"\x89PNG\r\n\x1a\n\0\0", NOT_TEXT),
        (b"x" * (1024 * 1024 + 1), TOO_LARGE),
        ("Просто слова".encode(), "Строка 1: нет времени"),
        (SRT.replace("00:00:03,000", "00:00:три").encode(), "Строка 6: нет времени"),
        (b"\xff\xfe\x00", NOT_TEXT),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_line(content, reason):
    with pytest.raises(CaptionError, match=reason.split("(")[0].split("«")[0]):
        read(content)


def test_faults_are_told_at_the_caption():
    cues = [
        *(Cue(0, 2000, "Раз"), Cue(1000, 3000, "Два"), Cue(5000, 4000, "Три"), Cue(9000, 99_000, "Четыре")),
        Cue(99_000, 99_500, "п" * (LONGEST_TEXT + 1)),
    ]
    assert faults(cues, 60)[:4] == ["", OVERLAPS, BACKWARDS, BEYOND]
    assert "разделите" in faults(cues, 60)[4]


def test_reading_speed():
    assert (Cue(0, 2000, "п" * 30).speed, Cue(0, 2000, "п" * 30).is_fast) == (15, False)
    assert Cue(0, 1000, "п" * 21).is_fast


@given(CUES)
def test_the_transcript_loses_no_word(cues):
    told = " ".join(passage.text for passage in telling.passages(cues))
    assert told.split() == " ".join(cue.text for cue in cues).split()


def test_a_pause_makes_a_paragraph():
    cues = [Cue(0, 1000, "Раз."), Cue(1500, 2000, "Два."), Cue(134_000, 135_000, "Три.")]
    assert [(one.at, one.text) for one in telling.passages(cues)] == [("0:00", "Раз. Два."), ("2:14", "Три.")]


def test_chapters_last_until_the_next():
    chapters = telling.chapters_of("0:00 Утро\n\n2:14 Снегурочка", 240)
    assert chapters == [Cue(0, 134_000, "Утро"), Cue(134_000, 240_000, "Снегурочка")]
    assert telling.chapter_lines(chapters) == "0:00 Утро\n2:14 Снегурочка"
    assert telling.chapters_of(" \n", 240) == []


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("0:00", "Строка 1: нужны время"),
        ("Утро", "Строка 1: нужны время"),
        ("0:10 Утро\n0:05 Вечер", "Строка 2: глава должна"),
        ("9:00 Ночь", "позже конца"),
        ("0:00 " + "я" * 81, "длиннее 80"),
        ("\n".join(f"0:{n:02} Глава" for n in range(41)), "Не больше 40"),
    ],
)
def test_a_wrong_chapter_is_named_by_its_line(typed, reason):
    with pytest.raises(CaptionError, match=reason):
        telling.chapters_of(typed, 240)
