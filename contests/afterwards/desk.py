"""«После» on the desk: the archive, the table, the names of children, the contest of next year."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from accounts.audit import record
from contests.afterwards import copying, families, table
from contests.models import ContestIndexPage, ContestPage, PaperRun
from contests.papers.showing import shown
from contests.rights import may_run
from people.consents.sheets import record_access
from portal.tables import XLSX


@may_run
@require_safe
def after(request: HttpRequest, pk: int) -> HttpResponse:
    """The tab."""
    contest = _contest(pk)
    has_families = families.has_families(contest)
    context = {
        "contest": contest,
        "paper": shown(contest, PaperRun.Kind.WORKS),
        "works": table.taken(contest).count(),
        "has_families": has_families,
        "forgotten": has_families and families.are_forgotten(contest),
        "due_on": families.due_on(contest),
        "may_copy": _may_copy(request),
    }
    return render(request, "contests/afterwards/desk.html", context)


@may_run
@require_safe
def works_table(request: HttpRequest, pk: int) -> HttpResponse:
    contest = _contest(pk)
    file, people = table.sheet(contest)
    record_access(request.user, f"Таблица работ: {contest.title}"[:120], people=people)
    headers = {"Content-Disposition": content_disposition_header(True, f"Работы — {contest.title[:80]}.xlsx")}
    return HttpResponse(file, content_type=XLSX, headers=headers)


@may_run
@require_POST
def repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft for next year, open in the editor: nobody is told of it until it is published."""
    contest = _contest(pk)
    if not _may_copy(request):
        messages.warning(request, "Новые конкурсы заводят те, кому разрешено править раздел.")
        return redirect("contests_after", pk)
    made = copying.copy(contest, request.user)
    record("contest-copied", contest=contest.pk, copy=made.pk)
    messages.success(request, "Черновик готов: правила, вопросы, номинации и жюри прежние, сроки — на год вперёд.")
    return redirect("wagtailadmin_pages:edit", made.pk)


def _may_copy(request: HttpRequest) -> bool:
    return ContestIndexPage.objects.get().permissions_for_user(request.user).can_add_subpage()


def _contest(pk: int) -> ContestPage:
    return get_object_or_404(ContestPage.objects.select_related("outcome"), pk=pk)
