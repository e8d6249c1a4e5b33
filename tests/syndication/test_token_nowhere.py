"""The bot's token stays in the environment: after every kind of failure it is in no row, no page, no log, no dump of settings."""

import logging

import pytest
from django.core import serializers
from django_tasks_db.models import DBTaskResult

from news.factories import NewsFactory
from portal.problems import Problem
from syndication import checking
from syndication.delivery import deliver
from syndication.models import Attempt, Channel, ChannelCheck, Delivery
from tests.syndication.test_telegram_faults import ROWS

pytestmark = pytest.mark.django_db
PAGES = [
    "/admin/",
    "/admin/channel/?tab=all",
    "/admin/channel/board/",
    "/admin/channel/post/{}/",
    "/admin/channel/{}/check/",
]
TABLES = (Attempt, Delivery, Channel, ChannelCheck, Problem)
KINDS = [(kind, options) for kind, options, *_ in ROWS] + [("reset_before", {})]


@pytest.mark.parametrize(("kind", "options"), KINDS)
def test_no_row_page_log_or_dump_holds_the_token(kind, options, connected, settings, caplog, sign_in):
    caplog.set_level(logging.DEBUG)
    told = {**options, "description": f"{options.get('description', '')} {connected.token}"}
    connected.faults.add(kind, times=None, methods=["*"], **told)
    NewsFactory(draft=True).save_revision().publish()
    deliver()
    checking.ask(Channel.objects.get())
    checking.look_at.call(Channel.objects.get().pk)
    press, numbers = sign_in("press"), (Delivery.objects.get().pk, Channel.objects.get().pk)
    pages = [press.get(page.format(numbers["check" in page])).content.decode() for page in PAGES]
    rows = [serializers.serialize("json", model.objects.all()) for model in TABLES]
    rows += list(map(str, DBTaskResult.objects.values_list("args_kwargs", "traceback")))
    written = "\n".join([*pages, *rows, caplog.text, repr(settings.ENV)])
    secret = connected.token.partition(":")[2]
    assert Attempt.objects.exists() and ChannelCheck.objects.get().results and "httpcore.http11" in caplog.text
    assert secret not in written
