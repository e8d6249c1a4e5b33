"""HR acts for a person's rights: everything the portal keeps as a file, and erasing it with an act."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page

from people.consents import dossier as dossiers
from people.consents import erasure
from people.consents.sheets import record_access
from people.models import Employee, Erasure

may_keep = permission_required("people.change_employee", raise_exception=True)
may_erase = permission_required("people.add_erasure", raise_exception=True)
may_see_acts = permission_required("people.view_erasure", raise_exception=True)


class EraseForm(forms.Form):
    """The surname typed by hand: nobody erases a person by a slip of the mouse."""

    typed = forms.CharField(label="Фамилия сотрудника — для подтверждения", max_length=80)
    ground = forms.CharField(
        label="Основание", max_length=300, help_text="Например: заявление от 12.03.2026 № 14. Без имени человека."
    )

    def __init__(self, *args, employee: Employee, **kwargs):
        super().__init__(*args, **kwargs)
        self.employee = employee

    def clean_typed(self):
        if self.cleaned_data["typed"].strip().casefold() != (self.employee.surname or self.employee.name).casefold():
            raise ValidationError("Фамилия не совпадает. Проверьте, того ли человека вы открыли.")
        return self.cleaned_data["typed"]


@may_keep
@never_cache
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """«Выгрузить всё о человеке»: a GET asks, a POST gives the file."""
    employee = get_object_or_404(Employee, pk=pk)
    if request.method != "POST":
        return render(request, "people/consents/dossier.html", {"person": employee})
    record_access(request.user, "Всё о человеке", people=1, employee=employee)
    return FileResponse(dossiers.archive(employee), as_attachment=True, filename=f"person-{employee.pk}.zip")


@may_erase
@never_cache
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """«Удалить персональные данные»: a GET asks, a POST with the surname erases."""
    employee = get_object_or_404(Employee, pk=pk)
    form = EraseForm(request.POST or None, employee=employee)
    if request.method == "POST" and form.is_valid():
        act = erasure.erase(employee, request.user, form.cleaned_data["ground"])
        messages.success(request, "Персональные данные удалены. Вот акт: его можно напечатать.")
        return redirect("erasure_act", act.pk)
    status = 422 if form.errors else 200
    return render(request, "people/consents/erase.html", {"person": employee, "form": form}, status=status)


@may_see_acts
@never_cache
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """The act, to be printed; pages are named as they are called now."""
    found = get_object_or_404(Erasure.objects.select_related("by"), pk=pk)
    pages = Page.objects.filter(pk__in=found.erased.get("pages", []))
    return render(request, "people/consents/act.html", {"act": found, "pages": pages})


class ErasureViewSet(ModelViewSet):
    """The acts."""

    model = Erasure
    icon = "doc-full"
    menu_label = "Акты об удалении"
    menu_order = 223
    add_to_admin_menu = True
    url_prefix = "erasures"
    copy_view_enabled = False
    form_fields = ["ground"]
    list_per_page = 50
    list_display = [
        TitleColumn("title", label="Акт", accessor=str, url_name="erasure_act"),
        DateColumn("at", label="Когда"),
        Column("by", label="Кто"),
        Column("ground", label="Основание"),
    ]
