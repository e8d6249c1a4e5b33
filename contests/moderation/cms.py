"""Where works are judged in the CMS: the tab of a contest, and the way there from the first page."""

from django.urls import path, re_path
from wagtail import hooks

from contests.moderation import views


@hooks.register("register_admin_urls")
def urls() -> list:
    return [
        path("contests/waiting/", views.waiting, name="contests_waiting"),
        path("contests/<int:pk>/works/", views.works, name="contests_moderation"),
        path("contests/<int:pk>/works/accept-many/", views.accept_many, name="contests_accept_many"),
        re_path(r"^contests/(?P<pk>\d+)/works/(?P<word>accept|return|reject)/$", views.decide, name="contests_decide"),
    ]
