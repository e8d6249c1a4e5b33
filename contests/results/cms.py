"""Addresses of results on the desk."""

from django.urls import path
from wagtail import hooks

from contests.results import desk


@hooks.register("register_admin_urls")
def urls() -> list:
    one = "contests/<int:pk>/results/"
    return [
        path(one, desk.results, name="contests_results"),
        path(f"{one}known/", desk.make_known, name="contests_results_known"),
        path(f"{one}back/", desk.take_back, name="contests_results_back"),
        path(f"{one}prizes/", desk.give_prize, name="contests_prize"),
        path(f"{one}prizes/<int:award>/drop/", desk.drop_prize, name="contests_prize_drop"),
    ]
