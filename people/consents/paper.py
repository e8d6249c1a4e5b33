"""HR enters consents from a signed paper, shows its scan, and withdraws on a written request."""

from __future__ import annotations

import mimetypes

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from wagtail.admin.widgets import AdminDateInput

from accounts import audit
from people.choosers import employee_chooser_viewset
from people.consents import deciding
from people.models import Consent, Employee, Purpose
from portal.sending import send
from portal.uploads.scans import clean_scan

may_see = permission_required("people.view_consent", raise_exception=True)
may_decide = permission_required("people.change_consent", raise_exception=True)


class PaperForm(forms.Form):
    """One signed paper; several purposes may stand on it, each with a tick of its own."""

    employee = forms.ModelChoiceField(
        label="Сотрудник", queryset=Employee.objects.all(), widget=employee_chooser_viewset.widget_class
    )
    purposes = forms.MultipleChoiceField(
        label="На что согласие",
        choices=Purpose.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте хотя бы одну цель."},
    )
    signed_on = forms.DateField(label="Дата подписи", widget=AdminDateInput)
    scan = forms.FileField(label="Скан", help_text="PDF, JPG или PNG, до 20 МБ. Открыть его смогут только кадры.")

    def clean_signed_on(self):
        signed_on = self.cleaned_data["signed_on"]
        if signed_on > timezone.localdate():
            raise ValidationError("Дата подписи ещё не наступила.")
        return signed_on

    def clean_scan(self):
        file: UploadedFile = self.cleaned_data["scan"]
        return clean_scan(file.name, file)

    def save(self, user) -> list[Consent]:
        """The consents that stand now; the scan is stored once."""
        employee, scan = self.cleaned_data["employee"], self.cleaned_data["scan"]
        field = Consent._meta.get_field("scan")
        name = field.storage.save(field.generate_filename(None, scan.name), scan)
        paper = deciding.Paper(self.cleaned_data["signed_on"], name)
        return [deciding.give(employee, purpose, user, paper) for purpose in self.cleaned_data["purposes"]]


@may_decide
@never_cache
def enter(request: HttpRequest) -> HttpResponse:
    """«Внести с бумаги»."""
    asked = {"employee": request.GET["employee"]} if request.GET.get("employee", "").isdecimal() else None
    form = PaperForm(request.POST or None, request.FILES or None, initial=asked)
    if request.method == "POST" and form.is_valid():
        form.save(request.user)
        messages.success(request, f"Согласия записаны: {form.cleaned_data['employee']}.")
        return redirect("consent:index")
    return render(request, "people/consents/paper.html", {"form": form}, status=422 if form.errors else 200)


@may_decide
@never_cache
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """A GET asks, a POST withdraws on the person's written request."""
    consent = get_object_or_404(Consent.objects.select_related("employee"), pk=pk)
    if request.method != "POST":
        return render(request, "people/consents/withdraw.html", {"consent": consent})
    deciding.withdraw(consent.employee, consent.purpose, request.user)
    messages.success(request, f"Согласие отозвано: {consent}. Портал больше ничего не показывает.")
    return redirect("consent:index")


@may_see
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """The scanned paper as a download."""
    consent = get_object_or_404(Consent, pk=pk)
    if not consent.scan:
        raise Http404
    audit.record("consent-scan-opened", consent=pk)
    name = consent.scan.name
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = send(request, name, content_type, kept="asked anew")
    response["Content-Disposition"] = content_disposition_header(True, f"consent-{pk}.{name.rpartition('.')[2]}")
    return response
