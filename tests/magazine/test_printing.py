"""The issue on paper: one PDF from the same articles, made in the background, cancelled, repeated, kept true."""

import re
import shutil
import subprocess
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader
from weasyprint import HTML

from films.factories import FilmFactory
from magazine import release
from magazine.factories import ArticleFactory, IssueFactory, picture, quote, text
from magazine.models import IssuePdf, PrintRun
from magazine.printing import fitting, press, runs, sheet
from magazine.printing.render import OwnFiles
from magazine.printing.tasks import make
from people.consents import deciding
from people.models import Depicted, Purpose
from portal import worker
from portal.factories import PictureFactory
from tests.blocks import story

pytestmark = pytest.mark.django_db
State = PrintRun.State


@pytest.fixture(autouse=True)
def _data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def printed(issue, **wishes) -> PrintRun:
    """A run asked for and made by this process."""
    run = runs.ask(issue, **wishes)
    make.call(run.pk)
    run.refresh_from_db()
    return run


def words(file) -> str:
    """What a reader can select, as one line, words divided at the ends of lines whole again."""
    with file.open("rb") as opened:
        said = subprocess.run(["pdftotext", "-", "-"], input=opened.read(), capture_output=True, check=True).stdout
    return re.sub(r"\s+", " ", re.sub("[-\u00ad\u2010]\n", "", said.decode()))


def items(*values: dict) -> list[dict]:
    """Rows of a list as a body stores them."""
    return [{"type": "item", "value": value, "id": str(uuid4())} for value in values]


EVERY_BLOCK = [
    text("<p>Давление упало сразу.</p><h2>Перекличка</h2><ul><li>насос</li></ul>"),
    {"type": "heading", "value": "Карта на столе"},
    {"type": "figures", "value": {"heading": "", "figures": items({"value": "400 мм", "label": "диаметр трубы"})}},
    {"type": "note", "value": {"title": "Перемычка", "text": "Короткая труба."}},
    {"type": "facts", "value": {"title": "Что такое гидравлика", "text": "<p>Наука о воде.</p>"}},
    {
        "type": "timeline",
        "value": {
            "title": "По часам",
            "moments": items(
                {"when": "23:52", "text": "<p>Падает давление</p>", "ahead": False, "picture": None},
                {"when": "Лето", "text": "<p>Переложат</p>", "ahead": True, "picture": None},
            ),
        },
    },
    {
        "type": "table",
        "value": {
            "data": [["Котельная", "Гкал"], ["№ 14", "120"]],
            "table_header_choice": "row",
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_caption": "Зимние нагрузки",
        },
    },
    {
        "type": "embed",
        "value": {
            "address": "https://rutube.ru/video/0123456789abcdef0123456789abcdef/",
            "title": "Ночной репортаж",
            "caption": "",
        },
    },
    {
        "type": "quote",
        "value": {"text": "Тёплая вода пошла", "employee": None, "name": "Пётр Гость", "position": "сосед"},
    },
    {
        "type": "interview",
        "value": {
            "employee": None,
            "name": "Анна Ветрова",
            "position": "метеоролог",
            "face": False,
            "answers": items({"question": "Будет ли мороз?", "answer": "<p>Обязательно будет.</p>"}),
        },
    },
]
SAID = [
    "упало сразу",  # the raised first letter is a word of its own to pdftotext
    "Перекличка", "насос", "Карта на столе", "400 мм", "диаметр трубы", "Короткая труба",
    "Что такое гидравлика", "Наука о воде", "По часам", "23:52", "Переложат", "Зимние нагрузки", "№ 14", "120",
    "Ночной репортаж", "Тёплая вода пошла", "Пётр Гость", "Анна Ветрова", "Будет ли мороз?", "Обязательно будет",
]  # fmt: skip


def test_the_pdf_holds_every_block_its_authors_and_the_imprint():
    issue = IssueFactory(
        editorial="<p>Номер был свёрстан ночью.</p>", imprint="<p>Учредитель: Теплосеть</p>", lead="О ночи"
    )
    shown = PictureFactory(description="Траншея", credit="Рустам")
    blocks = [
        *EVERY_BLOCK,
        picture(shown, "Красноармейская, 41"),
        {
            "type": "gallery",
            "value": {"pictures": items({"picture": shown.pk, "caption": "Подпись галереи"}), "caption": "Та же ночь"},
        },
    ]
    ArticleFactory(
        issue=issue,
        title="Шесть часов до рассвета",
        blocks=blocks,
        authors=["Олег Перо"],
        cover=shown,
        cover_caption="Котельная утром",
    )
    assert printed(issue).state == State.READY
    said = words(issue.pdf.file)
    for phrase in [
        *SAID,
        "Шесть часов до рассвета",
        "Олег Перо",
        "Красноармейская, 41",
        "Подпись галереи",
        "Та же ночь",
        "Котельная утром",
        "Рустам",
        "Номер был свёрстан ночью",
        "Учредитель: Теплосеть",
    ]:
        assert phrase.replace("\xa0", " ") in said.replace("\xa0", " "), phrase


def test_it_is_tagged_with_bookmarks_embedded_fonts_and_true_page_numbers():
    issue = IssueFactory()
    titles = ["Первая статья", "Вторая статья", "Третья статья"]
    for title in titles:
        ArticleFactory(issue=issue, title=title, blocks=[text("<p>" + "Слово о тепле. " * 900 + "</p>")])
    printed(issue)
    path = Path(issue.pdf.file.path)
    told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Tagged:\s+yes", told) and re.search(r"Page size:.*A4", told)
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts and all(re.search(r"\byes yes yes\b", line) for line in fonts), fonts
    reader = PdfReader(path)
    assert reader.trailer["/Root"]["/Lang"] == "ru"
    pages = {
        mark.title: reader.get_destination_page_number(mark) + 1
        for mark in reader.outline
        if not isinstance(mark, list)
    }
    contents = re.sub(r"\s+", " ", reader.pages[1].extract_text())
    for title in titles:
        opened = reader.pages[pages[title] - 1].extract_text()
        assert title in opened.replace("\xa0", " ")
        assert re.search(rf"{title}\D*{pages[title]}\b", contents.replace("\xa0", " ")), contents
    assert issue.pdf.pages == len(reader.pages)


def test_the_contents_on_the_screen_name_the_pages_of_the_paper(sign_in):
    issue = IssueFactory()
    first = ArticleFactory(issue=issue, blocks=[text("<p>" + "Слово о тепле. " * 2500 + "</p>")])
    second = ArticleFactory(issue=issue)
    printed(issue)
    pages = IssuePdf.objects.get().opens
    assert pages[str(first.pk)] == 3 and pages[str(second.pk)] > 5
    shown = sign_in().get(issue.url).content.decode()
    assert f'<span class="pg">{pages[str(second.pk)]}</span>' in shown


def test_a_film_has_its_poster_and_a_code_on_paper(tmp_path):
    poster = PictureFactory()
    film = FilmFactory(title="Её смена", cover=poster)
    ArticleFactory(issue=(issue := IssueFactory()), blocks=[story(film)])
    sheet.lay(issue, tmp_path, lambda done, total: None, proof=False)
    page = (tmp_path / "issue.html").read_text().replace("\xa0", " ")
    film_block = page[page.index('class="film"') :]
    assert f"pictures/{poster.pk}-" in film_block and 'class="qr"' in film_block and "Её смена" in film_block


def test_an_article_that_would_leave_three_lines_on_a_page_is_set_closer(monkeypatch):
    """Somewhere among these lengths one ends badly; none does after the fitting."""
    issue = IssueFactory()
    for words in range(820, 1000, 30):
        ArticleFactory(issue=issue, blocks=[text("<p>" + "Слово о тепле. " * words + "</p>")])
    folder = runs.settings.DATA_DIR
    sheet.lay(issue, folder, lambda done, total: None, proof=False)
    page = HTML(filename=folder / "issue.html", base_url="teplo:", url_fetcher=OwnFiles(folder))
    before = fitting._mending(page.render())
    assert before and len(fitting._mending(fitting.fitted(page, {}))) < len(before)


@pytest.mark.parametrize(("bottom", "fits"), [(120, 137), (225, None)])
def test_a_picture_that_went_to_the_next_page_is_made_to_fit_where_there_is_room(bottom, fits):
    parts = [fitting.Place(3, 3, bottom), fitting.Place(4, 4, 150)]
    hole = fitting._first_hole(parts, 277)
    assert hole == (fits and (1, fits))


def test_whoever_made_the_issue_stands_on_its_last_page(employee):
    issue = IssueFactory(editor=employee("Вера", "Снегирёва"), imprint="<p>Учредитель</p>")
    ArticleFactory(issue=issue, authors=["Олег Перо"])
    printed(issue)
    last = PdfReader(issue.pdf.file).pages[-1].extract_text()
    assert "Учредитель" in last and "Олег Перо" in last and "Вера Снегирёва" in last


def test_nothing_foreign_is_fetched(tmp_path):
    folder = tmp_path / "folder"
    (folder / "pictures").mkdir(parents=True)
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>тайна</text></svg>')
    (folder / "issue.html").write_text(
        f'<html lang="ru"><meta charset="utf-8"><title>x</title><link rel=stylesheet href="http://127.0.0.1:9/x.css"><img alt="" src="file://{secret}">'
        f'<img alt="" src="teplo:pictures/../../secret.svg"><p>видно</p></html>'
    )
    drawn = press.draw(folder, lambda percent, said: None)
    said = subprocess.run(["pdftotext", drawn, "-"], capture_output=True, text=True, check=True).stdout
    assert "видно" in said and "тайна" not in said
    errors = (folder / "errors.txt").read_text()
    assert "Traceback" not in errors


def test_html_in_texts_stays_text():
    issue = IssueFactory(title="<b>Номер</b>", lead="<img src=x onerror=alert(1)>")
    ArticleFactory(issue=issue, title="<script>alert(1)</script>", authors=["<i>Автор</i>"])
    printed(issue)
    said = words(issue.pdf.file)
    assert "<script>alert(1)</script>" in said and "<i>Автор</i>" in said and "<b>Номер</b>" in said


def test_a_proof_shows_drafts_to_editors_only(sign_in):
    issue = IssueFactory(draft=True)
    ArticleFactory(issue=issue, draft=True, title="Черновая статья")
    run = printed(issue)
    assert run.is_proof and "Черновая статья" in words(run.file)
    assert not IssuePdf.objects.exists()
    address = reverse("magazine_proof", args=[issue.pk, run.pk])
    assert b"".join(sign_in("press").get(address)).startswith(b"%PDF")
    assert sign_in("employee").get(address).status_code in (302, 403)
    assert sign_in("employee").get(reverse("magazine:pdf", args=[issue.pk])).status_code == 404


def test_what_is_published_is_printed_and_not_its_later_draft():
    issue = IssueFactory()
    article = ArticleFactory(issue=issue, title="Вышла так")
    article.title = "Ещё не решено"
    article.save_revision()
    printed(issue)
    said = words(issue.pdf.file)
    assert "Вышла так" in said and "Ещё не решено" not in said


def test_the_newest_proof_is_the_only_one():
    issue = IssueFactory(draft=True)
    first, second = printed(issue), printed(issue)
    first.refresh_from_db()
    assert not first.file and second.file


def test_an_issue_that_comes_out_is_printed_by_itself():
    issue = IssueFactory(draft=True)
    ArticleFactory(issue=issue, draft=True)
    assert not PrintRun.objects.exists()
    release.release(issue, None)
    assert list(PrintRun.objects.values_list("issue", "is_proof")) == [(issue.pk, False)]


def test_a_made_pdf_is_for_those_who_may_open_the_issue(client, sign_in):
    issue = IssueFactory()
    ArticleFactory(issue=issue)
    printed(issue)
    address = reverse("magazine:pdf", args=[issue.pk])
    answer = sign_in("employee").get(address)
    assert answer["Content-Type"] == "application/pdf" and "no-cache" in answer["Cache-Control"]
    assert b"".join(answer).startswith(b"%PDF")
    assert client.get(address)["Location"].startswith("/login/")
    assert address in sign_in("employee").get(issue.url).content.decode()
    issue.unpublish()
    assert sign_in("employee").get(address).status_code == 404


def test_a_part_of_the_file_may_be_asked_for(sign_in):
    issue = IssueFactory()
    printed(issue)
    answer = sign_in("employee").get(reverse("magazine:pdf", args=[issue.pk]), headers={"range": "bytes=0-3"})
    assert answer.status_code == 206 and b"".join(answer) == b"%PDF"


def test_an_uploaded_pdf_is_replaced_on_purpose_only(sign_in):
    issue = IssueFactory()
    ArticleFactory(issue=issue)
    IssuePdf.objects.create(
        issue=issue, file=ContentFile(b"%PDF-old", name="old.pdf"), source="uploaded", pages=1, size=8
    )
    address = reverse("magazine_print", args=[issue.pk])
    press_editor = sign_in("press")
    refused = press_editor.post(address)
    assert refused.status_code == 422 and "загруженный файл можно заменить" in refused.content.decode()
    assert printed(issue).state == State.FAILED
    press_editor.post(address, {"replaces": "on"})
    make.call(PrintRun.objects.get(state=State.WAITING).pk)
    issue.refresh_from_db()
    assert issue.pdf.source == IssuePdf.Source.MADE


def test_one_run_at_a_time_an_issue(sign_in):
    issue = IssueFactory()
    runs.ask(issue)
    with pytest.raises(IntegrityError), transaction.atomic():
        PrintRun.objects.create(issue=issue)
    answer = sign_in("press").post(reverse("magazine_print", args=[issue.pk]), follow=True)
    assert "уже собирается" in answer.content.decode()
    assert PrintRun.objects.count() == 1


def test_a_cancelled_run_writes_nothing(sign_in, monkeypatch):
    issue = IssueFactory()
    ArticleFactory(issue=issue, blocks=[text("<p>" + "Слово. " * 3000 + "</p>")])
    run = runs.ask(issue)
    client, drawn = sign_in("press"), press.draw

    def cancelled_while_drawing(folder, tell):
        client.post(reverse("magazine_print_cancel", args=[issue.pk]))
        return drawn(folder, tell)

    monkeypatch.setattr(press, "draw", cancelled_while_drawing)
    make.call(run.pk)
    run.refresh_from_db()
    assert run.state == State.CANCELLED
    assert not IssuePdf.objects.exists()
    assert not list((runs.settings.DATA_DIR / "printing").iterdir())


def test_a_picture_that_cannot_be_read_is_named(sign_in):
    issue, broken = IssueFactory(), PictureFactory(title="Ночная траншея")
    ArticleFactory(issue=issue, blocks=[picture(broken)])
    Path(broken.file.path).write_bytes(b"no picture")
    run = printed(issue)
    assert run.state == State.FAILED and "Ночная траншея" in run.reason
    assert "Ночная траншея" in sign_in("press").get(reverse("magazine_print", args=[issue.pk])).content.decode()


def test_a_run_of_a_dead_worker_is_taken_up_and_of_a_living_one_is_not():
    issue = IssueFactory()
    ArticleFactory(issue=issue)
    run = runs.ask(issue)
    PrintRun.objects.update(state=State.MAKING, owner="other-worker")
    worker.beat("other-worker", "heavy")
    make.call(run.pk)
    run.refresh_from_db()
    assert run.owner == "other-worker" and run.state == State.MAKING
    worker.WorkerBeat.objects.all().delete()
    make.call(run.pk)
    run.refresh_from_db()
    assert run.state == State.READY


def test_what_a_dead_worker_left_for_long_is_ended_with_a_reason():
    run = runs.ask(IssueFactory())
    long_ago = run.created_at - 2 * runs.LOST_AFTER
    PrintRun.objects.update(state=State.MAKING, owner="dead", touched_at=long_ago)
    runs.settle()
    run.refresh_from_db()
    assert run.state == State.FAILED and "прервана" in run.reason


def test_without_libraries_the_reason_is_said_and_the_administrator_told(monkeypatch, sign_in):
    issue = IssueFactory()
    detail = "OSError: cannot load library 'libpango-1.0-0'"

    def cannot(folder, tell):
        raise press.PressError("PDF недоступен: на сервере нет библиотек печати. Скажите администратору.", detail)

    monkeypatch.setattr(press, "draw", cannot)
    assert "PDF недоступен" in printed(issue).reason
    assert "PDF номера не собирается" in sign_in("admin").get("/admin/").content.decode()


@pytest.mark.parametrize(("code", "said", "reason"), [(1, "cannot load library 'x'", "нет библиотек"), (-9, "", "слишком велик"), (1, "MemoryError", "слишком велик"), (1, "Traceback", "Ошибка портала")])  # fmt: skip
def test_how_a_press_that_failed_is_explained(code, said, reason):
    assert reason in str(press._error(code, said))


def test_a_face_is_printed_only_with_both_consents(employee, tmp_path):
    issue, speaker = IssueFactory(), employee("Вера", "Снегирёва")
    speaker.photo = PictureFactory()
    speaker.save()
    ArticleFactory(issue=issue, blocks=[quote(speaker)])

    def page() -> str:
        sheet.lay(issue, tmp_path, lambda done, total: None, proof=False)
        return (tmp_path / "issue.html").read_text()

    deciding.give(speaker, Purpose.PHOTO, by=None)
    assert f"pictures/{speaker.photo_id}-" not in page()
    deciding.give(speaker, Purpose.MAGAZINE, by=None)
    assert f"pictures/{speaker.photo_id}-" in page()


def test_a_withdrawn_consent_takes_the_picture_off_paper(employee):
    issue, shown, person = IssueFactory(), PictureFactory(), employee()
    Depicted.objects.create(picture=shown, employee=person)
    deciding.give(person, Purpose.MAGAZINE, by=None)
    ArticleFactory(issue=issue, blocks=[picture(shown, "Подпись к снимку")])
    printed(issue)
    assert "Подпись к снимку" in words(issue.pdf.file)
    deciding.withdraw(person, Purpose.MAGAZINE, by=None)
    again = PrintRun.objects.get(state=State.WAITING)
    make.call(again.pk)
    issue.pdf.refresh_from_db()
    assert "Подпись к снимку" not in words(issue.pdf.file)


def test_the_editor_sees_that_paper_and_portal_differ(sign_in):
    issue = IssueFactory()
    article = ArticleFactory(issue=issue)
    printed(issue)
    client, address = sign_in("press"), reverse("magazine_print", args=[issue.pk])
    assert "изменилось статей" not in client.get(address).content.decode()
    article.save_revision().publish()
    assert "изменилось статей: 1" in client.get(address).content.decode()


def test_progress_is_told_until_there_is_something_new(sign_in):
    issue = IssueFactory()
    run = runs.ask(issue)
    client, address = sign_in("press"), reverse("magazine_print_progress", args=[issue.pk])
    assert "X-Over" not in client.get(address)
    make.call(run.pk)
    assert client.get(address)["X-Over"] == "1"


def test_only_editors_of_the_issue_print(sign_in):
    issue = IssueFactory()
    for name in ("magazine_print", "magazine_print_progress"):
        assert sign_in("hr").get(reverse(name, args=[issue.pk])).status_code in (302, 403)
    assert shutil.which("pdftotext")
