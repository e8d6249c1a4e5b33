"""The index of words: kept equal to what is known of people, and forgiving one typo."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from people.factories import EmployeeFactory
from people.finding import index, matching, spelling
from people.finding.acronyms import acronyms
from people.jobs import index_everybody
from people.models import Employee, HelpTopic, Post, SearchWord, Spelling

LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
WORD = st.text(LETTERS, min_size=4, max_size=14)


def found(typed: str) -> list[str]:
    attempt = matching.understand(typed)
    return [person.surname for person in matching.by_relevance(attempt)] if attempt else []


@st.composite
def word_with_one_typo(draw):
    word = draw(WORD)
    place = draw(st.integers(0, len(word) - 1))
    letter = draw(st.sampled_from(LETTERS))
    swapped = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    missing, wrong = word[:place] + word[place + 1 :], word[:place] + letter + word[place + 1 :]
    return word, draw(st.sampled_from([swapped, missing, wrong, word[:place] + letter + word[place:]]))


@given(word_with_one_typo())
def test_a_word_and_its_typo_always_have_a_rest_in_common(pair):
    word, typo = pair
    assert OSA.distance(word, typo) <= 1
    assert spelling.rests(word) & spelling.rests(typo)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["Кавалев", "Коваелв", "Ковалевв", "Ковлев", "ковалёв", "rjdfktd", "Kovalev", "ковалева"]
)
def test_one_typo_another_layout_or_alphabet_finds_the_same_person(typed):
    EmployeeFactory(surname="Ковалёв", name="Олег")
    EmployeeFactory(surname="Шаповалов", name="Олег")
    assert found(typed) == ["Ковалёв"]


@pytest.mark.django_db
def test_what_is_found_as_it_stands_is_not_mended():
    EmployeeFactory(surname="Катин")
    EmployeeFactory(surname="Котин")
    assert found("Катин") == ["Катин"]


@pytest.mark.django_db
def test_two_typos_in_one_word_find_nobody():
    EmployeeFactory(surname="Ковалёв", post="Мастер")
    assert found("Кавалив") == []


@pytest.mark.django_db
def test_names_come_before_their_beginnings_and_those_before_other_words():
    EmployeeFactory(surname="Яковлев", name="Пётр", post="Лидер проекта")
    EmployeeFactory(surname="Лидин", name="Олег")
    EmployeeFactory(surname="Ким", name="Лида")
    assert found("Лида") == ["Ким"]
    assert found("лид") == ["Ким", "Лидин", "Яковлев"]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["8 900 000-11-47", "+7(900)0001147", "0001147", "11-47", "1147", "900000"])
def test_a_mobile_is_found_by_all_of_its_digits_or_by_its_end(typed):
    EmployeeFactory(surname="Ковалёв", mobile="+7 (900) 000-11-47")
    EmployeeFactory(surname="Шаповалов", mobile="+7 (900) 111-22-33" if typed != "900000" else "")
    assert found(typed) == ["Ковалёв"]


@pytest.mark.django_db
def test_a_new_name_post_or_unit_is_found_and_the_old_one_is_not(django_capture_on_commit_callbacks):
    person = EmployeeFactory(surname="Ковалёв", post="Слесарь", post__units=("Сети", "Участок"))
    person.surname = "Шаповалов"
    person.save()
    post = person.posts.get()
    post.position = "Мастер"
    post.save()
    assert found("Шаповалов") == ["Шаповалов"] == found("мастер") == found("участок сети")
    assert found("Ковалёв") == [] == found("слесарь")
    post.delete()
    assert found("мастер") == []


@pytest.mark.django_db
def test_a_renamed_unit_is_found_by_its_new_name_once_the_worker_has_run():
    person = EmployeeFactory(surname="Ковалёв", post__units=("Сети", "Участок"))
    unit = person.posts.get().subdivision.get_parent()
    unit.name = "Теплотрассы"
    unit.save()
    index.reindex_soon.func([person.pk])
    assert found("теплотрассы") == ["Ковалёв"]


@pytest.mark.django_db
def test_indexing_twice_writes_nothing(django_assert_num_queries):
    people = EmployeeFactory.create_batch(20, helps_with="сваркой\nрежимами")
    before = set(SearchWord.objects.values_list("pk", flat=True))
    index.reindex(person.pk for person in people)
    assert set(SearchWord.objects.values_list("pk", flat=True)) == before
    with django_assert_num_queries(5):  # units, people, posts, words, topics
        index.reindex(person.pk for person in people)


@pytest.mark.django_db
def test_what_somebody_helps_with_is_found_and_counted_line_by_line():
    EmployeeFactory(surname="Ковалёв", helps_with="Сваркой труб\n\n  режимами ")
    assert found("сварка") == ["Ковалёв"]
    assert set(HelpTopic.objects.values_list("key", "label")) == {
        ("сваркой труб", "Сваркой труб"),
        ("режимами", "режимами"),
    }


@pytest.mark.django_db
def test_names_that_nobody_bears_any_more_are_forgotten():
    EmployeeFactory(surname="Ковалёв").delete()
    EmployeeFactory(surname="Шаповалов")
    spelling.forget_unused()
    assert not Spelling.objects.filter(word="ковалев").exists()
    assert Spelling.objects.filter(word="шаповалов").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ['"', "%", "_", "' OR 1=1 --", "\x00", "\U0010ffff", "а" * 5000, "()", "\\", "🔥"])
def test_hostile_queries_find_nobody_and_break_nothing(typed, sign_in):
    EmployeeFactory(surname="Ковалёв")
    assert sign_in("employee").get("/people/", {"q": typed}).status_code == 200
    assert sign_in("employee").get("/search/suggest/", {"q": typed}).status_code == 200
    assert found(typed) == []


@pytest.mark.django_db
def test_everybody_is_in_the_order_of_the_russian_alphabet_on_every_database():
    for surname in ("Ёлкин", "Елкин", "Жуков", "Иванова", "Иванов", "Abel", "Егоров"):
        EmployeeFactory(surname=surname, name="Анна")
    assert list(Employee.objects.values_list("surname", flat=True)) == [
        *("Егоров", "Елкин", "Ёлкин", "Жуков", "Иванов", "Иванова", "Abel"),
    ]


@pytest.mark.django_db
def test_a_former_post_is_no_reason_to_be_found():
    person = EmployeeFactory(surname="Ковалёв", post="Слесарь")
    Post.objects.update(until="2020-01-01")
    index.reindex([person.pk])
    assert found("слесарь") == []


@pytest.mark.parametrize(
    ("name", "shortened"),
    [
        ("Производственно-технический отдел", {"пто"}),
        ("Отдел труда и заработной платы", {"отизп", "отзп"}),
        ("Отдел по работе с потребителями", {"орп"}),
        ("Филиал «Апшеронские тепловые сети»", {"фатс", "атс"}),
        ("Котельная № 12", set()),
    ],
)
def test_a_unit_is_shortened_as_people_do(name, shortened):
    assert acronyms(name) == shortened


@given(st.text(max_size=60))
def test_any_name_is_shortened_to_a_few_folded_letters(name):
    assert all(2 <= len(letters) <= 8 and letters.isalpha() for letters in acronyms(name))


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["ПТО", "пто", "gnj", "инж ПТО", "Олег из ПТО"])
def test_a_unit_is_found_by_its_abbreviation(typed):
    EmployeeFactory(surname="Ковалёв", name="Олег", post="Инженер", post__units=("Производственно-технический отдел",))
    EmployeeFactory(surname="Шаповалов", name="Пётр", post="Слесарь", post__units=("Гараж",))
    assert found(typed) == ["Ковалёв"]


@pytest.mark.django_db
def test_where_not_everything_fits_whoever_fits_more_comes_first():
    EmployeeFactory(surname="Аверин", name="Мария", post__units=("Гараж",))
    EmployeeFactory(surname="Яшина", name="Мария", patronymic="Петровна", post__units=("Гараж",))
    assert found("Мария Петровна из бухгалтерии") == ["Яшина", "Аверин"]


@pytest.mark.django_db
def test_half_a_telephone_number_is_nobodys():
    EmployeeFactory(surname="Ковалёв", phone="21-99", number="4700")
    assert found("21-47") == []


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["юрист", "айтишник", "гл. юр", "зам ген дир"])
def test_positions_are_found_by_what_people_call_them(typed):
    EmployeeFactory(surname="Ковалёв", post="Главный юрисконсульт", post__units=("Отдел информационных технологий",))
    EmployeeFactory(surname="Ковалёв", post="Заместитель генерального директора")
    assert found(typed) == ["Ковалёв"]


@pytest.mark.django_db
def test_the_clock_indexes_whoever_was_missed():
    person = EmployeeFactory(surname="Ковалёв")
    person.words.all().delete()
    index_everybody()
    index.reindex_soon.func([person.pk])
    assert found("Ковалёв") == ["Ковалёв"]
