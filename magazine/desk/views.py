"""«Стол номера»: what an issue consists of, what is missing, who holds it; its order, and its publication as one act."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms.formsets import all_valid
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.models import Page

from magazine import release
from magazine.desk import ordering, proofreading
from magazine.desk.forms import AssignmentForm, ReleaseForm, editors
from magazine.desk.rows import Row, rows_by_rubric
from magazine.models import ArticlePage, IssuePage

VIEW_NAME = "desk"


def may_edit(page: Page, user) -> bool:
    return page.permissions_for_user(user).can_edit()


def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """The desk; a POST keeps who holds what until when."""
    issue = _issue(request, pk)
    groups = rows_by_rubric(issue)
    forms = _forms(groups, request.POST or None)
    if request.method == "POST" and all_valid(forms.values()):
        for form in forms.values():
            if form.has_changed():
                form.save()
        messages.success(request, "Сроки и ответственные сохранены.")
        return redirect("magazine_desk", pk)
    return _shown(request, issue, groups, forms, ReleaseForm())


@require_POST
def release_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """All at once: now, or at a set time."""
    issue = _issue(request, pk)
    if not issue.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        groups = rows_by_rubric(issue)
        return _shown(request, issue, groups, _forms(groups), form)
    at = form.cleaned_data["at"]
    try:
        release.release(issue, request.user, at)
    except release.NotReadyError as error:
        messages.error(request, f"Номер не вышел: {error}")
        return redirect("magazine_desk", pk)
    if at:
        messages.success(
            request, f"Номер выйдет {date_format(timezone.localtime(at), 'j E Y в H:i')} вместе со всеми материалами."
        )
    else:
        messages.success(request, "Номер вышел вместе со всеми материалами.")
    return redirect("magazine_desk", pk)


@require_POST
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """The set time is called off."""
    issue = _issue(request, pk)
    if not issue.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    release.call_off(issue, request.user)
    messages.success(request, "Выпуск по часам отменён: номер остался черновиком.")
    return redirect("magazine_desk", pk)


@require_POST
def move_article(request: HttpRequest, pk: int, article_pk: int) -> HttpResponse:
    """By `?position=` inside its rubric (drag), or by `?by=-1` and `?by=1` (buttons)."""
    return _move(request, pk, article_pk, ordering.move_article)


@require_POST
def move_rubric(request: HttpRequest, pk: int, rubric_pk: int) -> HttpResponse:
    """As an article, with everything in it."""
    return _move(request, pk, rubric_pk, ordering.move_rubric)


@require_POST
def send_to_proofreading(request: HttpRequest, pk: int, article_pk: int) -> HttpResponse:
    article = _article(request, pk, article_pk)
    if proofreading.send(article, request.user):
        messages.success(request, f"«{article.get_admin_display_title()}» — на корректуре.")
    else:
        messages.warning(request, "Материал уже на корректуре.")
    return redirect("magazine_desk", pk)


@require_POST
def approve(request: HttpRequest, pk: int, article_pk: int) -> HttpResponse:
    article = _article(request, pk, article_pk)
    if not proofreading.approve(article, request.user):
        raise PermissionDenied
    messages.success(request, f"«{article.get_admin_display_title()}» — вычитано.")
    return redirect("magazine_desk", pk)


def _forms(groups: list[list[Row]], data=None) -> dict[int, AssignmentForm]:
    """A form for each line of the desk, by the article's id."""
    choices = editors()
    return {
        row.article.pk: AssignmentForm(choices, data, instance=row.assignment, prefix=f"a{row.article.pk}")
        for group in groups
        for row in group
    }


def _shown(request: HttpRequest, issue: IssuePage, groups, forms, release_form) -> HttpResponse:
    rights = issue.permissions_for_user(request.user)
    lines = [[(row, forms[row.article.pk]) for row in group] for group in groups]
    rows = [row for group in groups for row in group]
    wrong = bool(release_form.errors) or any(form.errors for form in forms.values())
    context = {
        "issue": issue,
        "groups": lines,
        "release_form": release_form,
        "total": len(rows),
        "ready": sum(not row.lacks for row in rows),
        "set_for": release.set_for(issue),
        "can_order": rights.can_reorder_children(),
        "can_publish": rights.can_publish(),
        "can_add": rights.can_add_subpage(),
        "buttons": _buttons(issue, request.user),
        "media": sum((form.media for form in forms.values()), release_form.media),
    }
    return render(request, "magazine/desk/desk.html", context, status=422 if wrong else 200)


def _buttons(issue: IssuePage, user) -> list:
    """What our rooms offer in the header of an issue's pages; Wagtail's own buttons are about its text."""
    offers = [
        hook
        for hook in hooks.get_hooks("register_page_header_buttons")
        if hook.__module__.partition(".")[0] != "wagtail"
    ]
    found = [button for offer in offers for button in offer(issue, user, VIEW_NAME)]
    return sorted((button for button in found if button.show), key=lambda button: button.priority)


def _move(request: HttpRequest, pk: int, moved_pk: int, move: Callable) -> HttpResponse:
    issue = _issue(request, pk)
    if not issue.permissions_for_user(request.user).can_reorder_children():
        raise PermissionDenied
    try:
        move(issue, moved_pk, _target(request), request.user)
    except LookupError:
        return HttpResponse("Такого материала в номере уже нет.", status=409)
    except ValueError:
        return HttpResponse("Непонятно, куда переставить.", status=400)
    return HttpResponse(status=204) if "position" in request.GET else redirect("magazine_desk", pk)


def _target(request: HttpRequest) -> Callable[[int], int]:
    """Where to, from where it stands. Raises ValueError for what is no number."""
    if "position" in request.GET:
        position = int(request.GET["position"])
        return lambda index: position
    by = int(request.GET.get("by", ""))
    return lambda index: index + by


def _issue(request: HttpRequest, pk: int) -> IssuePage:
    issue = get_object_or_404(IssuePage, pk=pk)
    if not may_edit(issue, request.user):
        raise PermissionDenied
    return issue


def _article(request: HttpRequest, pk: int, article_pk: int) -> ArticlePage:
    issue = _issue(request, pk)
    article = get_object_or_404(ArticlePage.objects.child_of(issue), pk=article_pk)
    if not may_edit(article, request.user):
        raise PermissionDenied
    return article
