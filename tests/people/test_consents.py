"""Consents: given and withdrawn by their person, and what a withdrawal does at that moment."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.factories import UserFactory
from accounts.roles import Role
from news.factories import NewsFactory
from people.consents import deciding, withholding
from people.factories import EmployeeFactory
from people.models import Consent, ConsentText, Depicted, Employee, Purpose, WithheldPicture
from people.models.consent import WithdrawnForeverError
from portal.factories import PictureFactory
from portal.images import ALL_SPECS
from portal.problems import Problem
from tests.reading import read

pytestmark = pytest.mark.django_db


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def person():
    """An employee with an account, a portrait and its consent."""
    return EmployeeFactory(
        user=UserFactory(role=Role.EMPLOYEE), shown=True, birth_date=timezone.localdate().replace(year=1980)
    )


def press_button(client, purpose, what):
    return client.post(f"/me/consents/{purpose}/{what}/", follow=True)


def test_each_purpose_has_a_document_of_its_own_and_the_setup_repeats_harmlessly():
    texts = ConsentText.objects.values_list("purpose", "text")
    assert {purpose for purpose, _ in texts} == set(Purpose.values)
    assert len({text for _, text in texts}) == len(Purpose.values)
    call_command("setup", verbosity=0)
    assert ConsentText.objects.count() == len(Purpose.values)


def test_the_page_shows_every_purpose_in_words_and_says_what_is_beyond_us(sign_in, person):
    page = read(sign_in(person.user).get("/me/consents/"))
    assert all(label in page for label in Purpose.labels)
    assert page.count("Как отозвать") == len(Purpose.values)
    assert "мы вернуть не можем" in page


def test_a_user_who_is_no_employee_gets_a_kind_page(sign_in):
    client = sign_in("employee")
    assert "не связана с сотрудником" in read(client.get("/me/consents/"))
    assert client.post("/me/consents/photo/give/").status_code == 404
    assert client.post("/me/consents/photo/withdraw/").status_code == 404


def test_a_consent_is_given_with_one_click_and_twice_is_once(sign_in, person):
    client = sign_in(person.user)
    for _ in range(2):
        assert "записано" in read(press_button(client, "birthday", "give"))
    consent = Consent.objects.get(employee=person, purpose=Purpose.BIRTHDAY)
    assert (consent.text.number, consent.given_by, consent.source) == (1, person.user, Consent.Source.PORTAL)


def test_a_consent_is_withdrawn_with_one_click_and_history_stays(sign_in, person):
    client = sign_in(person.user)
    for _ in range(2):
        press_button(client, "photo", "withdraw")
    press_button(client, "photo", "give")
    first, second = Consent.objects.filter(employee=person, purpose=Purpose.PHOTO).order_by("pk")
    assert (first.withdrawn_by, second.withdrawn_at) == (person.user, None)


@pytest.mark.parametrize("address", ["/me/consents/photo/give/", "/me/consents/photo/withdraw/"])
def test_nothing_is_decided_by_a_link(sign_in, person, address):
    assert sign_in(person.user).get(address).status_code == 405


def test_an_unknown_purpose_is_nothing(sign_in, person):
    assert sign_in(person.user).post("/me/consents/everything/give/").status_code == 404


def test_one_decides_for_oneself_alone(sign_in, person):
    other = EmployeeFactory(user=UserFactory(role=Role.EMPLOYEE), shown=True)
    press_button(sign_in(other.user), "photo", "withdraw")
    assert person.agrees_to(Purpose.PHOTO)
    assert not other.agrees_to(Purpose.PHOTO)


def test_a_withdrawn_row_is_never_edited(person):
    deciding.withdraw(person, Purpose.PHOTO, None)
    consent = Consent.objects.get(employee=person)
    consent.withdrawn_at = None
    with pytest.raises(WithdrawnForeverError):
        consent.save()


def test_two_standing_consents_to_one_purpose_cannot_be(person):
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(employee=person, purpose=Purpose.PHOTO, source=Consent.Source.PAPER)


def test_the_consent_keeps_the_wording_it_was_given_to(sign_in, person):
    client = sign_in(person.user)
    press_button(client, "film", "give")
    ConsentText.objects.create(purpose=Purpose.FILM, text="Новая редакция о фильмах")
    page = read(client.get("/me/consents/"))
    assert "Новая редакция о фильмах" not in page
    press_button(client, "film", "withdraw")
    assert "Новая редакция о фильмах" in read(client.get("/me/consents/"))


# The consent test.


IMAGE = (b"RIFF", b"\xff\xd8", b"\x89PNG")


def every_address(person):
    """Everything that gave the picture: all sizes by file and by size, and the original."""
    picture = person.photo
    files = [picture.get_rendition(spec).url for spec in sorted(ALL_SPECS)]
    sizes = [f"/renditions/{picture.pk}/{spec.replace('|', '.')}/" for spec in sorted(ALL_SPECS)]
    previews = [f"/admin/images/{picture.pk}/preview/original/", f"/admin/images/{picture.pk}/preview/width-200/"]
    return [*files, *sizes, picture.file.url, *previews]


PAGES = ["/", "/people/", "/people/?q=переверз", "/search/?q=переверзенцев", "/search/suggest/?q=переверз"]


@pytest.mark.parametrize("files_have_followed", [False, True])
def test_after_a_withdrawal_no_address_gives_the_picture(
    sign_in, person, files_have_followed, django_capture_on_commit_callbacks
):
    pages = [*PAGES, person.get_absolute_url()]
    clients = [sign_in(role) for role in ("employee", "hr", "press", "admin")] + [sign_in(person.user)]
    addresses = every_address(person)
    seen = {}
    for number, client in enumerate(clients):
        for address in (*pages, *addresses):
            answer = client.get(address)
            seen[number, address] = answer.headers.get("ETag"), answer.headers.get("Last-Modified"), body(answer)
    shown = [page for page in pages if b"/media/images/" in seen[0, page][2]]
    assert person.get_absolute_url() in shown
    assert "/people/" in shown

    with django_capture_on_commit_callbacks(execute=files_have_followed):
        press_button(sign_in(person.user), "photo", "withdraw")
    if files_have_followed:
        withholding.settle.call(person.photo_id)

    secrets = {content for (_, address), (*_, content) in seen.items() if content.startswith(IMAGE)}
    for number, client in enumerate(clients):
        for address in (*pages, *addresses):
            etag, modified, _ = seen[number, address]
            asked = [{}, {"If-None-Match": etag or "*"}]
            if address in addresses:
                asked += [{"If-Modified-Since": modified or ""}, {"Range": "bytes=0-"}]
            for headers in asked:
                answer = client.get(address, headers=headers, follow=True)
                content = body(answer)
                assert content not in secrets
                if address in pages:
                    assert answer.status_code == 200
                    assert not any(given.encode() in content for given in addresses[:-3])
                else:
                    assert answer.status_code in (403, 404) or "image" not in answer["Content-Type"]
                    assert answer.status_code != 304


def test_the_files_are_where_no_address_serves_them_and_come_back(sign_in, person):
    original = person.photo.file.name
    content = default_storage.open(original).read()
    made = person.photo.get_rendition("fill-96x96|format-webp").file.name
    deciding.withdraw(person, Purpose.PHOTO, None)
    withholding.settle_all()
    assert not default_storage.exists(original)
    assert not person.photo.renditions.exists()
    assert default_storage.open(f"withheld/{original}").read() == content
    for path in (f"withheld/{original}", made):
        assert sign_in("admin").get(f"/media/{path}").status_code == 404
    deciding.give(person, Purpose.PHOTO, None)
    withholding.settle_all()
    assert default_storage.open(original).read() == content
    assert not default_storage.exists(f"withheld/{original}")
    reader = sign_in("employee")
    assert reader.get(Employee.objects.get().photo.get_rendition("fill-96x96|format-webp").url).status_code == 200


def test_the_cms_still_opens_what_has_no_files_any_more(sign_in, person):
    deciding.withdraw(person, Purpose.PHOTO, None)
    withholding.settle_all()
    hr = sign_in("hr")
    for address in (f"/admin/snippets/people/employee/edit/{person.pk}/", "/admin/images/"):
        assert hr.get(address).status_code == 200
    hr.post(f"/admin/snippets/people/employee/edit/{person.pk}/", {})
    assert sign_in("press").get(f"/admin/images/{person.photo_id}/").status_code == 200


def test_ones_own_account_leads_to_the_consents(sign_in, person):
    assert "/me/consents/" in read(sign_in(person.user).get("/me/"))
    assert "/me/consents/" not in read(sign_in("employee").get("/me/"))


def test_a_worker_killed_between_copying_and_deleting_loses_nothing(person):
    original = person.photo.file.name
    content = default_storage.open(original).read()
    deciding.withdraw(person, Purpose.PHOTO, None)
    default_storage.save(f"withheld/{original}", ContentFile(content[:100]))
    withholding.settle_all()
    assert default_storage.open(f"withheld/{original}").read() == content


def test_the_sweep_finds_what_no_task_was_asked_for(person):
    Consent.objects.update(withdrawn_at=timezone.now())
    withholding.settle_all()
    assert WithheldPicture.objects.get().closed_at
    assert not default_storage.exists(person.photo.file.name)


def test_a_storage_that_fails_for_one_portrait_does_not_keep_the_others_open(person, monkeypatch):
    other = EmployeeFactory(shown=True)
    Consent.objects.update(withdrawn_at=timezone.now())
    move = withholding._move

    def failing(source, target):
        if person.photo.file.name in source:
            raise OSError("disk")
        move(source, target)

    monkeypatch.setattr(withholding, "_move", failing)
    withholding.settle_all()
    assert not default_storage.exists(other.photo.file.name)
    assert Problem.objects.get().key == f"withheld:{person.photo_id}"
    monkeypatch.setattr(withholding, "_move", move)
    withholding.settle_all()
    assert not default_storage.exists(person.photo.file.name)
    assert not Problem.objects.exists()


def test_the_sweep_of_what_is_settled_touches_nothing(person, django_assert_num_queries):
    deciding.withdraw(person, Purpose.PHOTO, None)
    withholding.settle_all()
    with django_assert_num_queries(2):
        withholding.settle_all()


def test_the_birthday_is_gone_everywhere_at_once(sign_in, person):
    client, other = sign_in(person.user), sign_in("employee")
    press_button(client, "birthday", "give")
    for reader in (client, other):
        assert "День рождения" in read(reader.get("/"))
        assert "День рождения" in read(reader.get(person.get_absolute_url()))
    press_button(client, "birthday", "withdraw")
    for reader in (client, other):
        assert "День рождения" not in read(reader.get("/"))
        assert "День рождения" not in read(reader.get(person.get_absolute_url()))


def test_a_browser_asks_anew_for_each_face(sign_in, person, client):
    reader = sign_in("employee")
    portrait = reader.get(person.photo.get_rendition("fill-96x96|format-webp").url)
    assert portrait["Cache-Control"] == "private, no-cache"
    page = NewsFactory(cover=PictureFactory(), audience="public")
    Depicted.objects.create(picture=page.cover, employee=person)
    answer = client.get(page.cover.get_rendition("fill-96x96|format-webp").url)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-cache")


def test_a_picture_with_somebody_who_withdrew_the_magazine_is_for_editors_only(sign_in, person):
    page = NewsFactory(cover=PictureFactory())
    Depicted.objects.create(picture=page.cover, employee=person)
    url = page.cover.get_rendition("fill-96x96|format-webp").url
    reader, editor = sign_in("employee"), sign_in("press")
    assert reader.get(url).status_code == 200
    deciding.give(person, Purpose.MAGAZINE, None)
    deciding.withdraw(person, Purpose.MAGAZINE, None)
    assert (reader.get(url).status_code, editor.get(url).status_code) == (404, 200)
    deciding.give(person, Purpose.MAGAZINE, None)
    assert reader.get(url).status_code == 200


def test_the_audit_tells_who_decided_and_nothing_of_the_person(sign_in, person, caplog):
    with caplog.at_level("INFO", "teplo.audit"):
        press_button(sign_in(person.user), "photo", "withdraw")
    assert f'consent-withdrawn employee="{person.pk}" purpose="photo" by="{person.user.username}"' in caplog.text
    assert person.surname not in caplog.text
