"""HR's lists and forms of employees, subdivisions and places."""

from django.urls import reverse
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from people.consents.panels import ConsentsPanel
from people.finding import matching
from people.models import Depicted, Employee, Place, Subdivision
from portal.templatetags.portal_ui import face


class EmployeeIndexView(IndexView):
    """Searched like the directory, leavers included."""

    def search_queryset(self, queryset):
        return matching.narrowed(queryset, self.search_query) if self.is_searching else queryset


class EmployeeEditView(EditView):
    def save_instance(self):
        """A number that HR has written is HR's again."""
        if "mobile" in self.form.changed_data:
            self.form.instance.mobile_written_at = self.form.instance.mobile_checked_at = None
        return super().save_instance()

    @property
    def header_more_buttons(self):
        if not self.request.user.has_perm("accounts.add_invitation") or not self.object.is_working:
            return super().header_more_buttons
        address = reverse("invitations_restore", args=[self.object.pk])
        restore = Button("Восстановить доступ", address, icon_name="key", priority=60)
        return [*super().header_more_buttons, restore]


class EmployeeViewSet(SnippetViewSet):
    """HR's list of employees and the form of one."""

    model = Employee
    edit_view_class = EmployeeEditView
    icon = "user"
    menu_label = "Сотрудники"
    list_display = [
        "__str__",
        Column("face", label="Портрет", accessor=lambda person: face(person, size="3rem")),
        Column("post", label="Должность", accessor=lambda person: person.post or ""),
        "number",
    ]
    list_filter = ["sex", "left_on"]
    list_per_page = 50
    index_view_class = EmployeeIndexView
    search_fields = ["surname"]
    search_backend_name = None
    copy_view_enabled = False
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("surname"), FieldPanel("name"), FieldPanel("patronymic")]),
                FieldRowPanel([FieldPanel("former_surname"), FieldPanel("sex"), FieldPanel("birth_date")]),
            ],
            heading="Кто это",
        ),
        FieldPanel("photo", help_text="Показывается коллегам, только если есть согласие «Портрет в справочнике»."),
        InlinePanel("posts", heading="Должности", label="Должность"),
        MultiFieldPanel(
            [FieldPanel("phone"), FieldPanel("mobile"), FieldPanel("email"), FieldPanel("messenger")],
            heading="Как связаться",
        ),
        MultiFieldPanel([FieldPanel("about"), FieldPanel("helps_with"), FieldPanel("interests")], heading="О себе"),
        ConsentsPanel(heading="Согласия"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number"), FieldPanel("slug")]),
                FieldRowPanel([FieldPanel("hired_on"), FieldPanel("left_on")]),
                FieldPanel("manager"),
            ],
            heading="По данным кадров",
        ),
    ]

    def get_queryset(self, request):
        return Employee.objects.with_posts()


class SubdivisionViewSet(SnippetViewSet):
    model = Subdivision
    icon = "group"
    menu_label = "Подразделения"
    list_display = ["name", "slug"]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldPanel("about"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
    ]


class PlaceViewSet(SnippetViewSet):
    model = Place
    icon = "site"
    menu_label = "Места работы"
    list_display = ["town", "address"]
    panels = [FieldPanel("town"), FieldPanel("address")]


class DepictedViewSet(SnippetViewSet):
    """«Кто на снимке»: people who can be recognised in pictures that are not their portraits."""

    model = Depicted
    icon = "image"
    menu_label = "Кто на снимке"
    list_display = ["picture", "employee"]
    list_per_page = 50
    copy_view_enabled = False
    panels = [FieldPanel("picture"), FieldPanel("employee")]

    def get_queryset(self, request):
        return Depicted.objects.select_related("picture", "employee").order_by("-pk")
