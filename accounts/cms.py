"""Accounts in the CMS: Wagtail's user management with our fields, and what an administrator may do for a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import EditView, UserViewSet

from accounts import audit, standing
from accounts.models import LOGIN, User
from accounts.sessions import end_sessions

NO_EMAIL = "Можно не указывать. По ней тоже можно войти и получить новый пароль."


class NewAccountForm(UserCreationForm):
    """A password given by somebody else is changed at the first sign-in."""

    email = forms.EmailField(label="Электронная почта", required=False, help_text=NO_EMAIL)

    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | {"must_change_password"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["must_change_password"].initial = True
        _explain_login(self)


class AccountForm(UserEditForm):
    """The same for an account that exists."""

    email = forms.EmailField(label="Электронная почта", required=False, help_text=NO_EMAIL)

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"must_change_password"}

    def __init__(self, *args, editing_self=False, **kwargs):
        super().__init__(*args, editing_self=editing_self, **kwargs)
        self.editing_self = editing_self
        _explain_login(self)

    def save(self, commit=True):
        given = self.cleaned_data.get("password1") and not self.editing_self
        if given and "must_change_password" not in self.changed_data:
            self.instance.must_change_password = True
        return super().save(commit)


def _explain_login(form: forms.ModelForm) -> None:
    field = form.fields["username"]
    field.help_text = User._meta.get_field("username").help_text
    field.error_messages["invalid"] = LOGIN.message


class AccountEditView(EditView):
    @property
    def header_more_buttons(self):
        return [*super().header_more_buttons, *buttons(self.object, self.request.user)]


class AccountViewSet(UserViewSet):
    edit_view_class = AccountEditView

    def get_form_class(self, for_update=False):
        return AccountForm if for_update else NewAccountForm


@dataclass(frozen=True)
class Help:
    """Something an administrator does for a person, after one question."""

    label: str
    icon: str
    question: str
    done: str
    act: Callable[[User], None]


def _end_sessions(user: User) -> None:
    audit.record("sessions-ended", account=user.get_username(), count=end_sessions(user))


def _reset_second_factor(user: User) -> None:
    standing.remove_factors(user)
    _end_sessions(user)


HELP = {
    "end-sessions": Help(
        "Завершить сеансы",
        "logout",
        "Человек выйдет из портала на всех устройствах. Несохранённое на них не пропадёт, но войти придётся заново.",
        "Сеансы завершены.",
        _end_sessions,
    ),
    "reset-second-factor": Help(
        "Сбросить второй фактор",
        "key",
        "Приложение и запасные коды перестанут действовать, сеансы завершатся. Убедитесь, что просит сам человек.",
        "Второй фактор сброшен.",
        _reset_second_factor,
    ),
}


def may_help(helper: User, user: User) -> bool:
    """Only a superuser touches a superuser."""
    return helper.has_perm("accounts.change_user") and (helper.is_superuser or not user.is_superuser)


def buttons(user: User, helper: User) -> list[Button]:
    if not may_help(helper, user):
        return []
    return [
        Button(help_.label, reverse("help_person", args=[user.pk, name]), icon_name=help_.icon, priority=60)
        for name, help_ in HELP.items()
    ]


class HelpView(WagtailAdminTemplateMixin, TemplateView):
    """A GET asks, a POST does."""

    template_name = "accounts/cms_help.html"
    header_icon = "user"

    def setup(self, request, *args, pk, name, **kwargs):
        super().setup(request, *args, pk=pk, name=name, **kwargs)
        self.user = get_object_or_404(User, pk=pk)
        self.help = HELP[name]

    def dispatch(self, request, *args, **kwargs):
        if not may_help(request.user, self.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return self.help.label

    def get_page_subtitle(self):
        return str(self.user)

    def post(self, request, *args, **kwargs):
        self.help.act(self.user)
        messages.success(request, self.help.done)
        return redirect("wagtailusers_users:edit", self.user.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, help=self.help, account=self.user)
