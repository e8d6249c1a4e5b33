"""The hole «me»: who is signed in, leading to the account."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from accounts import face
from accounts.factories import UserFactory
from portal import holes


def filled(user):
    request = RequestFactory().get("/")
    request.user = user
    face.register()
    return holes.fill(request, HttpResponse(holes.mark("me")), {}).text


@pytest.mark.django_db
def test_it_names_the_person_escaped_and_leads_to_the_account():
    html = filled(UserFactory(first_name="Анна <b>"))
    assert 'href="/me/"' in html
    assert "Анна &lt;b&gt;" in html


def test_signed_out_it_leads_to_the_door():
    assert 'href="/login/"' in filled(AnonymousUser())
