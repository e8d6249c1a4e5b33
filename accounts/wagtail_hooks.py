"""Accounts' part in the CMS."""

from django.urls import re_path
from wagtail import hooks

from accounts import cms


@hooks.register("register_admin_urls")
def help_urls():
    names = "|".join(cms.HELP)
    return [re_path(rf"^users/(?P<pk>\d+)/(?P<name>{names})/$", cms.HelpView.as_view(), name="help_person")]


@hooks.register("register_user_listing_buttons")
def help_buttons(user, request_user):
    return cms.buttons(user, request_user)
