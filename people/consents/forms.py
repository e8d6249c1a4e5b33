"""HR enters what was signed on paper."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from people.choosers import employee_chooser_viewset
from people.models import Employee, Purpose
from portal.uploads.scans import clean_scan


class PaperForm(forms.Form):
    """One paper of one person, for one purpose or several."""

    employee = forms.ModelChoiceField(
        Employee.objects.working(), label="Сотрудник", widget=employee_chooser_viewset.widget_class
    )
    purposes = forms.MultipleChoiceField(
        label="На что",
        choices=Purpose.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте, на что дано согласие."},
    )
    signed_on = forms.DateField(label="Подписано", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    scan = forms.FileField(label="Скан", help_text="PDF или снимок. Его видят только кадры.")

    def clean_signed_on(self):
        day = self.cleaned_data["signed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Эта дата ещё не наступила.")
        return day

    def clean_scan(self):
        scan = self.cleaned_data["scan"]
        return clean_scan(scan.name, scan) if isinstance(scan, UploadedFile) else scan


class EraseForm(forms.Form):
    """Erasing is for ever: the name is typed, the ground is named."""

    name = forms.CharField(label="Фамилия и имя, как они записаны", max_length=200)
    reason = forms.CharField(label="Основание", max_length=300, help_text="Заявление от …, приказ № …")

    def __init__(self, *args, person: Employee, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_name(self):
        typed = " ".join(self.cleaned_data["name"].split())
        if typed not in {str(self.person), f"{self.person.surname} {self.person.name}"}:
            raise forms.ValidationError("Не совпадает с карточкой. Проверьте, тот ли это человек.")
        return typed
