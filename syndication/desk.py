"""The desk in the CMS: what was sent, what waits, what needs a person, with the one button that helps."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page

from syndication import drivers, outbox
from syndication.forms import FoundPostForm
from syndication.models import Channel, Delivery, State

may_decide = permission_required("syndication.change_delivery", raise_exception=True)


class DeliveryViewSet(ModelViewSet):
    """The list of posts with where each stands."""

    model = Delivery
    icon = "mail"
    menu_label = "Канал"
    menu_order = 250
    add_to_admin_menu = True
    url_prefix = "channel"
    inspect_view_enabled = False
    copy_view_enabled = False
    list_filter = ["state", "channel"]
    list_per_page = 30
    form_fields = ["channel"]
    ordering = ["-wished_at"]
    list_display = [
        TitleColumn("title", label="Материал", accessor=str, url_name="channel_post"),
        Column("state", label="Состояние", accessor="get_state_display"),
        Column("reason", label="Почему"),
        DateColumn("wished_at", label="Решено"),
        DateColumn("sent_at", label="Опубликовано"),
    ]


@may_decide
def post(request: HttpRequest, pk: int, form: FoundPostForm | None = None) -> HttpResponse:
    """One post: what a subscriber sees, where it stands, what was tried, and the button that helps."""
    delivery = get_object_or_404(Delivery.objects.select_related("channel", "picture"), pk=pk)
    context = {
        "delivery": delivery,
        "attempts": delivery.attempts.all()[:30],
        "page": Page.objects.filter(pk=delivery.page_id).first(),
        "form": form or FoundPostForm(),
        "connected": drivers.is_connected(delivery.channel),
    }
    return render(request, "syndication/post.html", context, status=200 if form is None else 422)


@may_decide
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """«Отправить» a post that is held or failed; «Нет, отправить снова» one in doubt."""
    delivery = outbox.send_now(pk)
    if delivery.state == State.FAILED:
        messages.error(request, delivery.reason)
    else:
        messages.success(request, "Пост поставлен в очередь и будет в канале через несколько секунд.")
    return redirect("channel_post", pk)


@may_decide
@require_POST
def found(request: HttpRequest, pk: int) -> HttpResponse:
    """«Да, вот ссылка»: the post in doubt is in the channel."""
    form = FoundPostForm(request.POST)
    if not form.is_valid():
        return post(request, pk, form)
    outbox.confirm_sent(pk, form.receipt())
    messages.success(request, "Записано: пост в канале.")
    return redirect("channel_post", pk)


@may_decide
@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """The channel is mended: its queue goes on."""
    Channel.objects.filter(pk=pk).update(paused_because="", not_before=None)
    messages.success(request, "Канал снова работает: очередь отправляется.")
    return redirect("wagtailadmin_home")


@may_decide
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """«Проверить»: the bot, the channel and its rights, in Russian; posts nothing."""
    channel = get_object_or_404(Channel, pk=pk)
    results = drivers.driver_of(channel).check() if drivers.is_connected(channel) else []
    return render(request, "syndication/check.html", {"channel": channel, "results": results})


class ChannelPanel(Component):
    """On the CMS's first page: whether Telegram is connected, and the posts that need a person."""

    name = "channel"
    order = 20
    template_name = "syndication/panel.html"

    def get_context_data(self, parent_context):
        channels = [(channel, drivers.is_connected(channel)) for channel in Channel.objects.all()]
        waiting = Delivery.objects.need_a_person().select_related("channel")[:10]
        return {"channels": channels, "need_a_person": waiting, "request": parent_context["request"]}
