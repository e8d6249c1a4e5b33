"""The composer beside a page: what a subscriber will see in each channel, live, while the press writes it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.models import Page

from portal.stories import Story
from syndication import drivers, outbox
from syndication.cms.compose_form import CompositionForm
from syndication.cms.desk import may_decide
from syndication.cms.outlook import outlook
from syndication.composing.compose import composition_of, wish_of
from syndication.composing.leaving import reasons_to_stay
from syndication.composing.posting import measured
from syndication.mirror.posts import ShownPost, of_wish
from syndication.models import Channel, Composition, Media
from syndication.text.blocks import plain
from syndication.text.parsing import parse
from syndication.wish import Wish

NO_CLIP = (
    "Сейчас фильм в пост не войдёт: он больше 50 МБ, ещё готовится, ждёт премьеры или не все в кадре согласны "
    "на Telegram. В посте будут обложка и ссылка."
)
NO_FILM_HERE = "В эту службу фильм не отправить: в посте будут обложка и ссылка."


@dataclass(frozen=True)
class Sight:
    """What the press sees beside the form: the bubble, how much of the text fits, what stops the post, what will happen."""

    post: ShownPost
    length: int
    limit: int
    cut_after: str
    unshown_film: str
    reasons: list[str]
    outlook: str

    @property
    def too_long(self) -> bool:
        return self.length > self.limit

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.length / self.limit))


@may_decide
def compose(request: HttpRequest, page_id: int) -> HttpResponse:
    """The form and the bubble for one page in one channel; saved, it changes the post that stands or is wished."""
    story, channels, channel = _what(request, page_id)
    composition = composition_of(channel, page_id)
    form = CompositionForm(request.POST or None, instance=composition, story=story)
    if request.method == "POST" and form.is_valid():
        form.save()
        outbox.recompose(page_id, channel)
        messages.success(request, f"Пост для канала «{channel}» сохранён. {outlook(story, channel)}")
        return redirect(f"{reverse('channel_compose', args=[page_id])}?channel={channel.pk}")
    context = {
        "story": story,
        "channels": channels,
        "channel": channel,
        "form": form,
        "form_media": form.media,
        "sight": _sight(story, composition_of(channel, page_id), None),
    }
    return render(request, "syndication/cms/compose.html", context, status=422 if form.is_bound else 200)


@may_decide
@require_POST
def preview(request: HttpRequest, page_id: int) -> HttpResponse:
    """The bubble of what stands in the form now, saved or not."""
    story, _, channel = _what(request, page_id)
    form = CompositionForm(request.POST, instance=composition_of(channel, page_id), story=story)
    form.is_valid()  # what is wrong in one field does not hide the others
    return render(request, "syndication/cms/sight.html", {"sight": _sight(story, form.instance, form.album())})


def _what(request: HttpRequest, page_id: int) -> tuple[Story, list[Channel], Channel]:
    page = get_object_or_404(Page, pk=page_id)
    if not issubclass(page.specific_class or Page, Story) or not page.permissions_for_user(request.user).can_edit():
        raise Http404
    channels = list(Channel.objects.order_by("pk"))
    wanted = request.GET.get("channel", "")
    channel = next((one for one in channels if str(one.pk) == wanted), None) or next(iter(channels), None)
    if channel is None:
        raise Http404
    return page.get_latest_revision_as_object(), channels, channel


def _sight(story: Story, composition: Composition, album) -> Sight:
    wish = wish_of(story, composition, album)
    # The limits are the service's: without a token nothing is sent, but everything is measured.
    found = measured(wish, drivers.limits_of(composition.channel))
    shown = plain(found.shown)
    return Sight(
        post=of_wish(wish, composition.at or timezone.now(), found.shown),
        length=found.length,
        limit=found.limit,
        cut_after=_cut_after(wish, shown) if found.too_long else "",
        unshown_film=_unshown_film(composition, wish),
        reasons=reasons_to_stay(wish, story),
        outlook=outlook(story, composition.channel, composition),
    )


def _unshown_film(composition: Composition, wish: Wish) -> str:
    """Why the film that the press chose is not in the post."""
    if composition.media != Media.FILM or (wish.video and drivers.limits_of(composition.channel).video_bytes):
        return ""
    return NO_FILM_HERE if wish.video else NO_CLIP


def _cut_after(wish: Wish, shown: str) -> str:
    """The last words that subscribers will read of what is shortened."""
    whole = plain(parse(wish.text))
    place = next((i for i, (one, other) in enumerate(zip(whole, shown, strict=False)) if one != other), len(shown))
    return whole[max(place - 60, 0) : place]
