"""The desk in the CMS: what was sent, what waits, what needs a person, with the one button that helps."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from syndication import deciding, drivers
from syndication.cms.found import FoundPostForm
from syndication.mirror.posts import shown
from syndication.models import Channel, Delivery, State

PER_PAGE = 30
may_decide = permission_required("syndication.change_delivery", raise_exception=True)


@dataclass(frozen=True)
class Tab:
    """A part of the posts: its name in the address, its words, its states (none: all)."""

    name: str
    label: str
    states: tuple[State, ...] = ()

    @property
    def query(self) -> str:
        return f"tab={self.name}&"


TABS = (
    Tab("person", "Нужен человек", (State.IN_DOUBT, State.FAILED, State.STALE)),
    Tab("offered", "Предложено", (State.HELD,)),
    Tab("waiting", "Ждёт", (State.WAITING, State.SENDING)),
    Tab("sent", "В канале", (State.SENT,)),
    Tab("all", "Всё"),
)


@may_decide
def index(request: HttpRequest) -> HttpResponse:
    """The posts, the ones that need a person first; a constant number of queries."""
    counts = dict(Delivery.objects.order_by().values_list("state").annotate(Count("pk")))
    tab = next((tab for tab in TABS if tab.name == request.GET.get("tab")), TABS[0])
    posts = Delivery.objects.select_related("channel").order_by("-wished_at", "-pk")
    page = Paginator(posts.filter(state__in=tab.states) if tab.states else posts, PER_PAGE)
    context = {
        "tabs": [(one, sum(counts.get(state, 0) for state in one.states or State)) for one in TABS],
        "tab": tab,
        "page": page.get_page(request.GET.get("page")),
        "channels": [_shown(channel) for channel in Channel.objects.select_related("paused_by").order_by("pk")],
    }
    return render(request, "syndication/cms/index.html", context)


@may_decide
def post(request: HttpRequest, pk: int, form: FoundPostForm | None = None) -> HttpResponse:
    """One post: what a subscriber sees, where it stands, what was tried, and the button that helps."""
    delivery = get_object_or_404(Delivery.objects.select_related("channel", "picture"), pk=pk)
    context = {
        "delivery": delivery,
        "post": shown([delivery])[0],
        "attempts": delivery.attempts.all()[:30],
        "page": Page.objects.filter(pk=delivery.page_id).first(),
        "form": form or FoundPostForm(delivery),
        "connected": drivers.is_connected(delivery.channel),
    }
    return render(request, "syndication/cms/post.html", context, status=200 if form is None else 422)


@may_decide
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """«Отправить» a post that is held or failed; «Нет, отправить снова» one in doubt."""
    delivery = deciding.send_now(pk)
    if delivery.state == State.FAILED:
        messages.error(request, delivery.reason)
    else:
        messages.success(request, "Пост поставлен в очередь и будет в канале через несколько секунд.")
    return redirect("channel_post", pk)


@may_decide
@require_POST
def found(request: HttpRequest, pk: int) -> HttpResponse:
    """«Да, вот ссылка»: the post in doubt is in the channel."""
    delivery = get_object_or_404(Delivery.objects.select_related("channel"), pk=pk)
    form = FoundPostForm(delivery, request.POST)
    if not form.is_valid():
        return post(request, pk, form)
    deciding.confirm_sent(pk, form.receipt())
    messages.success(request, "Записано: пост в канале.")
    return redirect("channel_post", pk)


@may_decide
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """«Не отправлять»: what has not left stays here."""
    deciding.cancel(pk)
    messages.success(request, "Пост не уйдёт. Передумать можно в посте к материалу.")
    return redirect("channel_post", pk)


@may_decide
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """The posts marked in the list: send them, or do not."""
    send = "send" in request.POST
    count = deciding.decide_stale([key for key in request.POST.getlist("post") if key.isdigit()], send=send)
    said = "поставлено в очередь" if send else "не уйдёт"
    messages.success(request, f"Постов {said}: {count}.")
    return redirect("channel_posts")


@may_decide
@require_POST
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """A person stops the channel."""
    channel = get_object_or_404(Channel, pk=pk)
    deciding.pause(channel, request.user, request.POST.get("reason", "").strip() or "Остановлен вручную.")
    messages.success(request, f"Канал «{channel}» остановлен. Очередь цела.")
    return redirect("channel_posts")


@may_decide
@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """The channel is mended: its queue goes on."""
    deciding.resume(get_object_or_404(Channel, pk=pk))
    messages.success(request, "Канал снова работает: очередь отправляется.")
    return redirect("wagtailadmin_home")


class ChannelPanel(Component):
    """On the CMS's first page: whether the channels are connected, and the posts that need a person."""

    name = "channel"
    order = 20
    template_name = "syndication/cms/panel.html"

    def get_context_data(self, parent_context):
        channels = [_shown(channel) for channel in Channel.objects.all()]
        waiting = Delivery.objects.need_a_person().select_related("channel")[:10]
        return {"channels": channels, "need_a_person": waiting, "request": parent_context["request"]}


def _shown(channel: Channel) -> dict[str, object]:
    """A channel: connected or not, and by which variables it would be."""
    names = {
        "token_name": drivers.token_name(channel),
        "chat_name": "" if channel.address else drivers.chat_name(channel),
    }
    return {"channel": channel, "connected": drivers.is_connected(channel), **names}
