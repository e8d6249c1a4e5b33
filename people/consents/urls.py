"""Addresses of one's own consents, below /me/consents/."""

from django.urls import path

from people.consents import views

urlpatterns = [
    path("", views.consents, name="consents"),
    path("<slug:purpose>/give/", views.give, name="give_consent"),
    path("<slug:purpose>/withdraw/", views.withdraw, name="withdraw_consent"),
]
