"""Addresses of one colleague, below /people/<slug>/."""

from django.urls import path

from people.profile import views

urlpatterns = [
    path("", views.person, name="person"),
    path("card.vcf", views.address_card, name="card"),
]
