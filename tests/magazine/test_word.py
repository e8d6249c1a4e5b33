"""«Импорт из Word»: a document becomes a draft of an article with its pictures, and what was left out is said."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from magazine.factories import ArticleFactory, IssueFactory
from magazine.models import ArticlePage, WordImport
from magazine.word import tasks
from portal.factories import image_bytes
from portal.images import Picture
from tests.magazine.word_files import docx, drawing, paragraph, story, table

pytestmark = pytest.mark.django_db
NAME = "Ночь.docx"


@pytest.fixture
def issue():
    return IssueFactory()


def upload(client, issue, content: bytes, name: str = NAME):
    return client.post(f"/admin/magazine/word/to/{issue.pk}/", {"file": SimpleUploadedFile(name, content)})


def confirm(client, answer, **fields):
    kept = WordImport.objects.get()
    client.post(answer.url, {"title": kept.title, "lead": kept.lead, **fields})
    tasks.carry_over.func(kept.pk)
    return client.get(answer.url, follow=True)


def blocks(article) -> list[tuple[str, object]]:
    return [(raw["type"], raw["value"]) for raw in article.get_latest_revision_as_object().body.raw_data]


def test_a_document_becomes_a_draft_of_blocks(sign_in, issue):
    client = sign_in("press")
    confirm(client, upload(client, issue, story()))
    article = ArticlePage.objects.child_of(issue).get()
    assert (article.title, article.lead) == ("Ночь на Октябрьской", "Сорок домов остались без тепла на шесть часов.")
    assert not article.live
    picture = Picture.objects.get()
    assert blocks(article) == [
        ("text", "<p>В 5:20 <b>открыли</b><i> задвижку</i></p>"),
        ("heading", "Карта на столе"),
        (
            "text",
            '<ul><li>труба</li><li>стык</li></ul><p>Подробности — <a href="https://teplo.example/">в новости</a>тут</p>',
        ),
        (
            "picture",
            {"picture": picture.pk, "caption": "Рис. 1. Сварщик Цеев за работой", "credit": "", "bleed": False},
        ),
        ("quote", {"text": "Тепло дали в шесть.", "employee": None, "name": "", "position": ""}),
        ("text", "<p>Трубы; 400 мм</p><p>Конец.</p>"),
    ]


def test_a_simple_table_becomes_the_block_of_tables(sign_in, issue):
    client = sign_in("press")
    written = docx(paragraph("Аварии", "Title"), table(("Город", "Домов"), ("Тихорецк", "14")))
    answer = upload(client, issue, written)
    assert "сложная таблица" not in client.get(answer.url).content.decode()
    confirm(client, answer, lead="Три города.")
    (kind, value), *rest = blocks(ArticlePage.objects.child_of(issue).get())
    assert (kind, value["data"], value["table_header_choice"]) == (
        "table",
        [["Город", "Домов"], ["Тихорецк", "14"]],
        "row",
    )
    assert rest == []


def test_a_table_too_long_for_the_block_becomes_paragraphs_and_is_reported(sign_in, issue):
    client = sign_in("press")
    written = docx(paragraph("Аварии", "Title"), table(*[("Город", str(number)) for number in range(101)]))
    page = client.get(upload(client, issue, written).url).content.decode()
    assert "1 сложная таблица" in page.replace("\xa0", " ")
    assert "Город; 100" in page.replace("\xa0", " ")


def test_its_pictures_are_in_the_library_in_the_name_of_who_uploaded(sign_in, issue):
    client = sign_in("press")
    confirm(client, upload(client, issue, story()))
    picture = Picture.objects.get()
    assert picture.description == "Сварщик у трубы"
    assert picture.uploaded_by_user.pk == int(client.session["_auth_user_id"])
    assert picture.file.name.endswith(".jpg")


def test_before_anything_is_made_the_editor_sees_what_will_be_and_what_will_not(sign_in, issue):
    client = sign_in("press")
    page = client.get(upload(client, issue, story()).url).content.decode().replace("\xa0", " ")
    assert "Карта на столе" in page
    assert "Рис. 1. Сварщик Цеев за работой" in page
    for line in ("2 снимка: не JPEG", "1 сноска", "1 колонтитул", "1 сложная таблица", "шрифты, размеры и цвета"):
        assert line in page
    assert not ArticlePage.objects.child_of(issue).exists()


def test_the_editor_of_the_draft_opens_with_the_report(sign_in, issue):
    client = sign_in("press")
    answer = confirm(client, upload(client, issue, story()))
    article = ArticlePage.objects.child_of(issue).get()
    assert answer.redirect_chain[-1][0] == f"/admin/pages/{article.pk}/edit/"
    assert "1 сноска" in answer.content.decode()


def test_title_and_lead_can_be_mended_first(sign_in, issue):
    client = sign_in("press")
    confirm(client, upload(client, issue, story()), title="Ночь без тепла", lead="Как это было.")
    article = ArticlePage.objects.child_of(issue).get()
    assert (article.title, article.lead) == ("Ночь без тепла", "Как это было.")


def test_a_title_is_asked_for_at_its_field(sign_in, issue):
    client = sign_in("press")
    answer = client.post(upload(client, issue, story()).url, {"title": " ", "lead": "Так"})
    assert answer.status_code == 422
    assert "Требуется заполнить это поле." in answer.content.decode()


def test_without_styles_the_first_paragraph_is_the_lead_and_the_file_names_the_article(sign_in, issue):
    client = sign_in("press")
    long = "Первое предложение. " + "Второе очень длинное предложение. " * 20
    confirm(client, upload(client, issue, docx(paragraph(long), paragraph("Дальше.")), "Наш_рассказ.docx"))
    article = ArticlePage.objects.child_of(issue).get()
    assert article.title == "Наш рассказ"
    assert article.lead.startswith("Первое предложение. Второе")
    assert len(article.lead) <= 400
    assert blocks(article)[0][1].startswith("<p>Первое")


def test_a_picture_that_is_none_is_left_out_and_said(sign_in, issue):
    client = sign_in("press")
    content = docx(paragraph("Так.", inner=drawing("x.jpg")), paragraph("И так."), media={"x.jpg": b"<?php"})
    answer = confirm(client, upload(client, issue, content))
    assert "снимок 1: Это не снимок" in answer.content.decode()
    assert [kind for kind, _ in blocks(ArticlePage.objects.child_of(issue).get())] == ["text"]


def test_a_task_begun_again_makes_nothing_twice(sign_in, issue):
    client = sign_in("press")
    confirm(client, upload(client, issue, story()))
    WordImport.objects.update(state=WordImport.State.WORKING, article=None)
    ArticlePage.objects.child_of(issue).get().delete()
    tasks.carry_over.func(WordImport.objects.get().pk)
    tasks.carry_over.func(WordImport.objects.get().pk)
    assert Picture.objects.count() == ArticlePage.objects.child_of(issue).count() == 1


def test_a_failure_is_said_on_the_page_and_to_the_administrator(sign_in, issue, monkeypatch):
    client = sign_in("press")
    answer = upload(client, issue, story())
    WordImport.objects.update(state=WordImport.State.WORKING)
    monkeypatch.setattr("magazine.word.making.make_article", lambda kept: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tasks.carry_over.func(WordImport.objects.get().pk)
    assert "не перенеслась" in client.get(answer.url).content.decode()


def test_while_it_is_carried_over_the_page_says_how_far_it_is(sign_in, issue):
    client = sign_in("press")
    answer = upload(client, issue, story())
    WordImport.objects.update(state=WordImport.State.WORKING)
    assert "снимков готово 0 из 1" in client.get(answer.url).content.decode()
    assert "X-Over" not in client.get(answer.url + "progress/").headers


def test_the_draft_can_be_published_after_its_rubric_is_chosen(sign_in, issue):
    client = sign_in("press")
    confirm(client, upload(client, issue, docx(paragraph("Заметка", "Title"), paragraph("Лид."), paragraph("Текст."))))
    article = ArticlePage.objects.child_of(issue).get()
    article.rubric = ArticleFactory().rubric
    article.save_revision().publish()
    assert "Текст." in sign_in().get(article.get_url()).content.decode()


@pytest.mark.parametrize("role", ["employee", "hr", "jury"])
def test_others_import_nothing(sign_in, issue, role):
    assert upload(sign_in(role), issue, story()).status_code in (302, 403)
    assert not WordImport.objects.exists()


def test_what_one_editor_uploaded_another_does_not_see(sign_in, issue):
    address = upload(sign_in("press"), issue, story()).url
    other = sign_in("press")
    assert other.get(address).status_code == other.get(address + "pictures/0/").status_code == 404


def test_the_button_stands_on_an_issue_and_on_its_articles(sign_in, issue):
    article = ArticleFactory(issue=issue)
    address = f"/admin/magazine/word/to/{issue.pk}/"
    for page in (f"/admin/pages/{issue.pk}/", f"/admin/pages/{issue.pk}/edit/", f"/admin/pages/{article.pk}/edit/"):
        assert address in sign_in("press").get(page).content.decode()
    assert address not in sign_in("press").get(f"/admin/pages/{issue.get_parent().pk}/").content.decode()


def test_a_picture_is_shown_small_before_it_is_carried_over(sign_in, issue):
    client = sign_in("press")
    small = client.get(upload(client, issue, story()).url + "pictures/0/")
    assert small["Content-Type"] == "image/jpeg"
    assert client.get(f"/admin/magazine/word/{WordImport.objects.get().pk}/pictures/7/").status_code == 404


def test_after_two_days_the_file_is_gone(sign_in, issue):
    upload(sign_in("press"), issue, story())
    kept = WordImport.objects.get()
    WordImport.objects.update(created_at=timezone.now() - tasks.KEPT)
    tasks.forget_old()
    assert not kept.file.storage.exists(kept.file.name)
    assert not WordImport.objects.exists()


def test_markup_in_the_text_is_text(sign_in, issue):
    client = sign_in("press")
    hostile = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;{{7*7}}"
    answer = upload(
        client, issue, docx(paragraph(hostile, "Title"), paragraph(hostile, "heading 1"), paragraph(hostile))
    )
    assert "<script>alert" not in client.get(answer.url).content.decode()
    confirm(client, answer)
    stored = json.dumps(blocks(ArticlePage.objects.child_of(issue).get()))
    assert not re.search(r'"text", "[^"]*<(script|img)', stored)


def test_twenty_photographs_are_read_at_once(sign_in, issue):
    media = {f"{number}.jpg": image_bytes((3000, 2000), f"#{number:02}40{number:02}") for number in range(10, 30)}
    content = docx(paragraph("Лид."), *(paragraph("", inner=drawing(name)) for name in media), media=media)
    client = sign_in("press")
    confirm(client, upload(client, issue, content))
    assert Picture.objects.count() == 20
