import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import names
from people.importing.parsing import parse_date, split_units

WORD = st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=12).map(str.capitalize)


@given(WORD, WORD, WORD)
def test_three_words_are_surname_name_and_patronymic(surname, name, patronymic):
    assert names.parse(f" {surname}  {name} {patronymic} ") == names.FullName(surname, name, patronymic)


@pytest.mark.parametrize("text", ["Мамедов Ариф Гасан оглы", "Салтыков-Щедрин Михаил Евграфович", "Цой Ян"])
def test_names_of_the_south_are_names(text):
    assert names.parse(text) is not None


@pytest.mark.parametrize("text", ["", "Иванов", "Иванов Иван 2", "<b>Иванов Иван", "Иванов Иван Иванович Второй"])
def test_what_is_no_name_is_refused(text):
    assert names.parse(text) is None


@given(st.lists(WORD, min_size=2, max_size=8))
def test_yo_stands_right_behind_ye(words):
    ordered = sorted(words, key=names.sorting_key)
    alphabet = {letter: index for index, letter in enumerate("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")}
    assert ordered == sorted(words, key=lambda word: ([alphabet[letter] for letter in word.lower()], word))


@given(WORD, WORD, st.one_of(st.just(""), WORD))
def test_initials_and_the_short_form_hold_the_surname_whole_and_first_letters(surname, name, patronymic):
    assert names.initials(name, surname) == name[0] + surname[0]
    short = names.short(surname, name, patronymic)
    assert short.split("\u00a0") == [surname, *(f"{part[0]}." for part in (name, patronymic) if part)]
    assert " " not in short


@given(st.lists(st.tuples(WORD, WORD), min_size=2, max_size=6))
def test_a_namesake_in_surname_is_ordered_by_name_and_a_shorter_surname_comes_first(pairs):
    ordered = sorted(pairs, key=lambda pair: names.sorting_key(*pair))
    assert ordered == sorted(pairs, key=lambda pair: (names.sorting_key(pair[0]), names.sorting_key(pair[1])))


def test_initials_and_the_short_form():
    assert names.initials("Алевтина", "Мирошниченко") == "АМ"
    assert names.short("Мирошниченко", "Алевтина", "Викторовна") == "Мирошниченко\u00a0А.\u00a0В."


@given(st.dates())
def test_each_day_is_read_in_both_spellings(day):
    assert parse_date(f"{day.day:02}.{day.month:02}.{day.year:04}") == parse_date(day.isoformat()) == day


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading_of_dates(text):
    parse_date(text)


def test_units_are_split_from_the_root_down():
    assert split_units("Управление / Отдел кадров") == ("Управление", "Отдел кадров")
