"""Letters that repeat a notice: to whom, once, and what happens when the mail server does not take them."""

from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django_tasks_db.models import DBTaskResult

from accounts.factories import UserFactory
from engagement import letters
from engagement.models import Notice
from engagement.notices import tell
from people.factories import EmployeeFactory
from portal.problems import Problem


def reader(email="reader@example.org", **kwargs):
    return EmployeeFactory(user=UserFactory(email=email, **kwargs))


def tell_by_letter(*people, key="a") -> int:
    return tell([person.pk for person in people], "Просим согласие", "/me/consents/", key=key, letter=True)


@pytest.mark.django_db
def test_a_letter_says_the_text_and_leads_to_the_portal(mailoutbox, settings):
    tell_by_letter(reader())
    letters.send_some()
    assert mailoutbox[0].to == ["reader@example.org"]
    assert "Просим согласие" in mailoutbox[0].body
    assert f"{settings.ENV.base_url}/me/consents/" in mailoutbox[0].body


@pytest.mark.django_db
def test_letters_go_only_to_those_who_can_have_and_want_them(mailoutbox, sign_in):
    unwilling = reader("no@example.org")
    sign_in(unwilling.user).post("/me/notices/letters/", {"letters": "off"})
    closed = reader("closed@example.org", is_active=False)
    assert tell_by_letter(EmployeeFactory(), reader(None), closed, unwilling) == 4
    assert not Notice.objects.filter(letter_due=True).exists()
    sign_in(unwilling.user).post("/me/notices/letters/", {"letters": "on"})
    tell_by_letter(unwilling, key="b")
    letters.send_some()
    assert [letter.to for letter in mailoutbox] == [["no@example.org"]]


@pytest.mark.django_db
def test_without_being_asked_for_no_letter_is_written(mailoutbox):
    tell([reader().pk], "Коллеги поздравляют вас", "/", key="a")
    letters.send_some()
    assert mailoutbox == []


@pytest.mark.django_db
def test_what_was_read_meanwhile_needs_no_letter(mailoutbox):
    person = reader()
    tell_by_letter(person)
    person.notices.update(read_at="2026-01-01T00:00Z")
    letters.send_some()
    assert mailoutbox == []


@pytest.mark.django_db
def test_a_repeat_writes_no_second_letter(mailoutbox):
    person = reader()
    for _ in range(2):
        tell_by_letter(person)
        letters.send_some()
    assert len(mailoutbox) == 1


@pytest.mark.django_db
def test_many_letters_go_a_few_at_a_time(mailoutbox):
    tell_by_letter(*(reader(f"r{n}@example.org") for n in range(letters.AT_ONCE + 1)))
    assert letters.send_some() is True and len(mailoutbox) == letters.AT_ONCE
    assert letters.send_some() is False and len(mailoutbox) == letters.AT_ONCE + 1


def refuse(monkeypatch, error: Exception) -> None:
    def send_messages(self, messages):
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)


@pytest.mark.django_db
def test_a_server_that_is_down_is_reported_and_asked_again(monkeypatch, mailoutbox):
    tell_by_letter(reader())
    with monkeypatch.context() as broken:
        refuse(broken, ConnectionRefusedError("no"))
        assert letters.send_some() is False
    assert "почтовый сервер" in Problem.objects.get(key=letters.TROUBLE).title
    letters.send_what_was_left()
    assert DBTaskResult.objects.filter(task_path=letters.send_due.module_path).exists()
    letters.send_some()
    assert len(mailoutbox) == 1 and not Problem.objects.filter(key=letters.TROUBLE).exists()


@pytest.mark.django_db
def test_an_address_that_is_refused_does_not_stop_the_others(monkeypatch):
    tell_by_letter(reader())
    refuse(monkeypatch, SMTPRecipientsRefused({}))
    letters.send_some()
    assert not Notice.objects.filter(letter_due=True).exists() and not Problem.objects.exists()


@pytest.mark.django_db
def test_a_restored_portal_does_not_write_again():
    tell_by_letter(reader())
    letters.forget_unsent()
    assert not Notice.objects.filter(letter_due=True).exists()
