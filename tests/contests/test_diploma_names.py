"""Names in the case a diploma asks for."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from contests.diplomas import names, wording
from contests.diplomas.names import Named
from contests.diplomas.wording import Case

SURNAMES = """
m Христорождественский Христорождественскому Христорождественского
f Христорождественская Христорождественской Христорождественскую
m Бжассо Бжассо Бжассо
m Хачемизов Хачемизову Хачемизова
m Лебедь Лебедю Лебедя
f Лебедь Лебедь Лебедь
m Шовгенов Шовгенову Шовгенова
f Кушхова Кушховой Кушхову
m Ачох Ачоху Ачоха
f Ачох Ачох Ачох
m Нога Ноге Ногу
f Нога Ноге Ногу
m Дурново Дурново Дурново
m Кобзарь Кобзарю Кобзаря
f Кобзарь Кобзарь Кобзарь
m Сидоренко Сидоренко Сидоренко
m Ким Киму Кима
f Ким Ким Ким
m Гоголь Гоголю Гоголя
m Шевчук Шевчуку Шевчука
f Шевчук Шевчук Шевчук
f Петрова-Водкина Петровой-Водкиной Петрову-Водкину
m Петров-Водкин Петрову-Водкину Петрова-Водкина
m Седых Седых Седых
m Бережной Бережному Бережного
m Гладкий Гладкому Гладкого
m Цой Цою Цоя
m Багдасарян Багдасаряну Багдасаряна
"""
FIRST = """
m Илья Илье Илью
m Никита Никите Никиту
f Любовь Любови Любовь
m Павел Павлу Павла
m Пётр Петру Петра
m Лев Льву Льва
f Айшат Айшат Айшат
m Нурбий Нурбию Нурбия
f Мария Марии Марию
"""
PATRONYMICS = """
m Ильич Ильичу Ильича
f Ильинична Ильиничне Ильиничну
m Кузьмич Кузьмичу Кузьмича
m Асланбиевич Асланбиевичу Асланбиевича
m Мамед_оглы Мамед_оглы Мамед_оглы
"""
CHILDREN = {"Соня": "Соне", "Саша": "Саше", "Ваня": "Ване", "Игорь": "Игорю", "Мадина": "Мадине"}
PEOPLE = json.loads((Path(settings.BASE_DIR) / "people/demo_data/names.json").read_text(encoding="utf-8"))
LETTERS = st.text(st.characters(min_codepoint=0x430, max_codepoint=0x44F), min_size=2, max_size=15).map(str.title)


def rows(text):
    return [tuple(line.split()) for line in text.strip().splitlines()]


def bent(case, **parts):
    return names.by_rules(Named(**parts), case)


@pytest.mark.parametrize(("sex", "said", "dative", "accusative"), rows(SURNAMES))
def test_surnames(sex, said, dative, accusative):
    assert bent(Case.DATIVE, name="", surname=said, sex=sex) == dative
    assert bent(Case.ACCUSATIVE, name="", surname=said, sex=sex) == accusative


@pytest.mark.parametrize(("sex", "said", "dative", "accusative"), rows(FIRST))
def test_first_names(sex, said, dative, accusative):
    assert bent(Case.DATIVE, name=said, sex=sex) == dative
    assert bent(Case.ACCUSATIVE, name=said, sex=sex) == accusative


@pytest.mark.parametrize(("sex", "said", "dative", "accusative"), rows(PATRONYMICS))
def test_patronymics(sex, said, dative, accusative):
    said, dative, accusative = (word.replace("_", " ") for word in (said, dative, accusative))
    assert bent(Case.DATIVE, name="", patronymic=said, sex=sex) == dative
    assert bent(Case.ACCUSATIVE, name="", patronymic=said, sex=sex) == accusative


@pytest.mark.parametrize(("said", "dative"), CHILDREN.items())
def test_a_childs_name_is_bent_although_nobody_told_the_sex(said, dative):
    assert bent(Case.DATIVE, name=said) == dative


@pytest.mark.parametrize("sex", ["male", "female"])
def test_every_name_of_the_company_is_bent_to_one_word(sex):
    for surname in PEOPLE[sex]["surnames"]:
        assert len(bent(Case.DATIVE, name="", surname=surname, sex=sex[0]).split()) == len(surname.split())


@given(surname=LETTERS, name=LETTERS, patronymic=LETTERS, sex=st.sampled_from("mf"), case=st.sampled_from(list(Case)))
def test_no_name_is_lost(surname, name, patronymic, sex, case):
    written = bent(case, surname=surname, name=name, patronymic=patronymic, sex=sex)
    assert len(written.split()) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["Ноге", "Нога", "Ивановой-Ноге", "Нога Илье"])
def test_what_is_remembered_is_proposed_and_remembering_it_again_changes_nothing(form):
    person = Named("Илья", "Нога", "Кузьмич", "m")
    for _ in range(2):
        names.remember(person, Case.DATIVE, form)
        assert names.forms([person], Case.DATIVE) == {person: form}


@pytest.mark.django_db
def test_going_back_to_the_rules_forgets_the_correction():
    person = Named("Илья", "Нога", "Кузьмич", "m")
    names.remember(person, Case.DATIVE, "Нога Илье")
    names.remember(person, Case.DATIVE, "Ноге Илье Кузьмичу")
    assert names.forms([person], Case.DATIVE) == {person: "Ноге Илье Кузьмичу"}
    assert names.forms([person], Case.ACCUSATIVE) == {person: "Ногу Илью Кузьмича"}


@given(value=st.text(max_size=40))
def test_the_name_stays_open_until_it_is_shown(value):
    text = wording.filled("награждается\n{имя}\nза «{работа}»", {"работа": value})
    assert wording.FIELD.findall(text) == ["имя"]
