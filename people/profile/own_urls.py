"""Addresses of one's own page, below /me/profile/."""

from django.urls import path

from people.profile import own

urlpatterns = [
    path("", own.edit, name="profile"),
    path("away/", own.away, name="away"),
    path("away/<int:pk>/back/", own.back, name="back"),
    path("propose/", own.propose, name="propose"),
    path("right/", own.confirm, name="confirm"),
]
