"""Addresses of what comes after a contest."""

from django.urls import path
from wagtail import hooks

from contests.afterwards import desk


@hooks.register("register_admin_urls")
def urls() -> list:
    one = "contests/<int:pk>/after/"
    return [
        path(one, desk.after, name="contests_after"),
        path(f"{one}works.xlsx", desk.works_table, name="contests_table"),
        path(f"{one}repeat/", desk.repeat, name="contests_repeat"),
    ]
