"""Addresses of one's own photo, below /me/photo/."""

from django.urls import path

from people.portraits import views

urlpatterns = [
    path("", views.photo, name="photo"),
    path("crop/", views.crop, name="photo_crop"),
    path("withdraw/", views.withdraw, name="photo_withdraw"),
]
