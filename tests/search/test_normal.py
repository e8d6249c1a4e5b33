"""The normaliser and the guesses, by themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search import guesses, lexicon, normal

RUSSIAN = st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=20)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert normal.fold(normal.fold(text)) == normal.fold(text)


@given(RUSSIAN)
def test_case_makes_no_difference(word):
    assert normal.words(word.upper()) == normal.words(word)


@given(RUSSIAN)
def test_yo_is_ye(word):
    assert normal.query_text(word) == normal.query_text(word.replace("ё", "е"))


@given(st.text())
def test_nothing_but_letters_and_digits_reaches_the_database(text):
    for normalise in (normal.index_text, normal.query_text, normal.prefix_text):
        assert all(word.isalnum() for word in normalise(text).split())


@given(st.text())
def test_a_text_is_found_by_its_own_words(text):
    kept = normal.index_text(text).split()
    assert set(normal.query_text(text).split()) <= set(kept)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("КОТЕЛЬНАЯ", "котельной"),
        ("теплоэнергетик", "теплоэнергетиков"),
        ("люди", "человек"),
        ("Иванов", "Ивановой"),
        ("Берёзы", "береза"),
    ],
)
def test_forms_of_a_word_are_one_word(one, other):
    assert normal.query_text(one) == normal.query_text(other)


def test_a_surname_is_not_the_name_in_it():
    assert normal.query_text("Иванов") != normal.query_text("Иван")


def test_a_stressed_or_decomposed_letter_is_the_plain_one():
    assert normal.words("за\u0301мок и\u0306од ТП-12²") == ["замок", "йод", "тп", "122"]


@given(st.text("йцукенгшщзхъфывапролджэячсмитьбюё", min_size=1))
def test_the_other_layout_and_back_is_the_same(text):
    assert guesses.relayout(guesses.relayout(text)) == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("bdfyjd", "иванов"), (",thtpf", "береза"), ("<TH`PF", "берёза"), ("еудупкфь", "telegram"), (";fhf", "жара")],
)
def test_the_wrong_layout_is_read(typed, meant):
    assert guesses.relayout(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ivanov", "иванов"),
        ("petr alekseevich", "петр алексеевич"),
        ("kotelnaya", "котельная"),
        ("Dmitry", "дмитрий"),
        ("Tatiana", "татьяна"),
        ("obyavlenie", "объявление"),
        ("Tolstoy", "толстой"),
        ("Khachemizov 12", "хачемизов 12"),
    ],
)
def test_latin_letters_are_read_as_russian(typed, meant):
    assert guesses.untransliterate(typed) == meant


@given(st.text(max_size=60))
def test_any_text_can_be_guessed_at(text):
    assert isinstance(guesses.untransliterate(guesses.relayout(text)), str)


def test_a_short_name_means_full_ones():
    assert lexicon.full_names("саша") == ("александр", "александра")
    assert "екатерина" in lexicon.full_names("катя")


def test_synonyms_are_found_for_any_form():
    assert "лыжный" in lexicon.synonyms("лыжами")
    assert lexicon.synonyms("неологизм") == ()
