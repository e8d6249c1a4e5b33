"""Choosing an employee in the CMS: by any part of the name, with post and town to tell namesakes apart."""

from django import forms
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from people.finding import matching


class EmployeeFilterForm(BaseFilterForm):
    """One field that searches like the directory."""

    q = forms.CharField(label="Имя, должность или город", required=False, max_length=100)

    def filter(self, objects):
        objects = super().filter(objects)
        typed = self.cleaned_data.get("q", "").strip()
        self.is_searching = bool(typed)
        return matching.narrowed(objects, typed) if typed else objects


class WorkMixin:
    """Columns that tell namesakes apart."""

    filter_form_class = EmployeeFilterForm

    def get_object_list(self):
        return super().get_object_list().with_posts()

    @property
    def columns(self):
        return [self.title_column, Column("post", label="Должность", accessor=lambda person: person.post or "")]


class EmployeeChooseView(WorkMixin, ChooseView):
    pass


class EmployeeChooseResultsView(WorkMixin, ChooseResultsView):
    pass


class EmployeeChooserViewSet(ChooserViewSet):
    """`employee_chooser`: used by page panels and blocks."""

    model = "people.Employee"
    icon = "user"
    choose_one_text = "Выбрать сотрудника"
    choose_another_text = "Выбрать другого"
    edit_item_text = "Изменить сотрудника"
    per_page = 20
    choose_view_class = EmployeeChooseView
    choose_results_view_class = EmployeeChooseResultsView


employee_chooser_viewset = EmployeeChooserViewSet("employee_chooser")
