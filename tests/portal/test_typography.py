"""Typography changes spaces and soft hyphens, and nothing one sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.typography import NBSP, SOFT_HYPHEN, bind, dialled, grouped, phone, plural, soften

TEXTS = st.text(alphabet="аеёийокнтвсжщьъАБЕСя №§0123456789.,—-–«» \u00a0\u00adgG°C%()", max_size=60)


def seen(text: str) -> str:
    return text.replace(NBSP, " ").replace(SOFT_HYPHEN, "")


@given(TEXTS)
def test_binding_changes_nothing_one_sees(text):
    assert bind(text).replace(NBSP, " ") == text.replace(NBSP, " ")


@given(TEXTS)
def test_binding_twice_is_binding_once(text):
    assert bind(bind(text)) == bind(text)


@given(TEXTS)
def test_softening_changes_nothing_one_sees(text):
    assert seen(soften(text)) == seen(text)


@given(TEXTS)
def test_softening_twice_is_softening_once(text):
    assert soften(soften(text)) == soften(text)


@given(st.text(alphabet="абвгдеийклмнопрстухчшщъыьэюяё", min_size=9, max_size=30))
def test_no_part_of_a_word_is_shorter_than_three_letters_at_its_edges(word):
    parts = soften(word).split(SOFT_HYPHEN)
    assert len(parts[0]) >= 3
    assert len(parts[-1]) >= 3


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("в Майкопе и на сети", "в_Майкопе и_на_сети"),
        ("Тепло — это мы", "Тепло_— это мы"),
        ("диаметр 400 мм", "диаметр 400_мм"),
        ("1 284 коллеги", "1_284 коллеги"),
        ("8 марта 2026 года", "8_марта 2026_года"),
        ("журнал № 7", "журнал №_7"),
        ("А. С. Пушкин", "А._С._Пушкин"),
        ("пришёл бы, если б мог", "пришёл_бы, если_б мог"),
        ("город Усть-Лабинск тут", "город Усть-Лабинск тут"),
    ],
)
def test_what_belongs_together_stays_in_one_line(text, bound):
    assert bind(text).replace(NBSP, "_") == bound


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Нечипоренко", "Нечи-по-ренко"),
        ("Серебрянникова", "Сереб-рян-ни-кова"),
        ("Переверзенцев", "Пере-вер-зен-цев"),
        ("Кушхова", "Кушхова"),
    ],
)
def test_long_surnames_break_by_syllables(word, parts):
    assert soften(word).replace(SOFT_HYPHEN, "-") == parts


def test_a_double_surname_is_never_softened_at_its_hyphen():
    first, second = soften("Григоренко-Христорождественская").split("-")
    assert not first.endswith(SOFT_HYPHEN)
    assert not second.startswith(SOFT_HYPHEN)


@pytest.mark.parametrize(
    ("number", "form"),
    [
        *[(0, "человек"), (1, "человек"), (2, "человека"), (5, "человек"), (11, "человек"), (12, "человек")],
        *[(21, "человек"), (22, "человека"), (111, "человек"), (1284, "человека")],
    ],
)
def test_numbers_choose_the_form_of_the_noun(number, form):
    assert plural(number, "человек,человека,человек") == form


def test_nouns_of_three_forms_differ():
    assert [plural(n, "минута,минуты,минут") for n in (1, 3, 7, 14, 31)] == [
        "минута",
        "минуты",
        "минут",
        "минут",
        "минута",
    ]


def test_thousands_stand_apart():
    assert grouped(1284) == "1\u00a0284"


@pytest.mark.parametrize(
    ("number", "written", "called"),
    [
        ("+78612000405", "8 861 200-04-05", "+78612000405"),
        ("8 (861) 200-04-05", "8 861 200-04-05", "+78612000405"),
        ("8 861 200-04-05 доб. 12", "8 861 200-04-05, доб. 12", "+78612000405,12"),
        ("12-34", "12-34", "1234"),
        ("", "", ""),
    ],
)
def test_phones_are_written_for_people_and_dialled_by_machines(number, written, called):
    assert phone(number).replace(NBSP, " ") == written
    assert dialled(number) == called
