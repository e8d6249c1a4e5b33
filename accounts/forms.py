"""Forms of sign-in and of one's own account."""

from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.core.cache import caches
from django.core.exceptions import ValidationError

from accounts.passwords import LONGEST_PASSWORD

CODE_IS_GOOD_FOR = 120  # seconds: more than a code and its neighbours live
WRONG_CODE = "Код не подошёл. Возьмите в приложении новый и проверьте часы на телефоне."
CODE_INPUT = {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "off", "autofocus": True}


class SignInForm(forms.Form):
    """One field at a time: the page shows the password when the login is there."""

    login = forms.CharField(
        label="Табельный номер или почта",
        max_length=254,
        help_text="Номер есть на пропуске и в расчётном листке: шесть цифр.",
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "off", "spellcheck": "false", "placeholder": " "}
        ),
    )
    password = forms.CharField(
        label="Пароль",
        strip=False,
        max_length=LONGEST_PASSWORD,
        error_messages={"required": "Введите пароль."},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        next_field = "password" if self["login"].value() else "login"
        self.fields[next_field].widget.attrs["autofocus"] = True


class InvitationForm(forms.Form):
    code = forms.CharField(
        label="Код приглашения",
        max_length=64,
        error_messages={"required": "Введите код с листка."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class ResetForm(forms.Form):
    login = forms.CharField(
        label="Табельный номер или почта",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "off", "spellcheck": "false"}),
    )


class ChosenByOneself:
    """A password that its owner has chosen needs no forced change."""

    def set_password_and_save(self, user, *args, **kwargs):
        user.must_change_password = False
        return super().set_password_and_save(user, *args, **kwargs)


class NewPasswordForm(ChosenByOneself, SetPasswordForm):
    """By the letter's link, where the old password is not known."""


class OwnPasswordForm(ChosenByOneself, PasswordChangeForm):
    """By a person who knows the old one."""


class ConfirmForm(forms.Form):
    """The password again, before something dangerous."""

    password = forms.CharField(
        label="Пароль",
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise ValidationError("Пароль не подошёл.")
        return password


class CodeForm(AuthenticateForm):
    """A code from the application or a spare one; each works once, in whichever process."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _as_code(self)

    def clean_code(self):
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP and not _first_use(self.user.pk, code):
            raise ValidationError(WRONG_CODE)
        return code


def _first_use(user_id: int, code: str) -> bool:
    """Asked of the cache that all processes share; spaces between the digits make no other code."""
    digits = "".join(filter(str.isdecimal, code))
    return caches["shared"].add(f"second-factor:{user_id}:{digits}", 1, CODE_IS_GOOD_FOR)


class EnrolForm(ActivateTOTPForm):
    """The first code proves that the application has the secret."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _as_code(self)


def _as_code(form: forms.Form) -> None:
    field = form.fields["code"]
    field.label = "Код"
    field.widget.attrs = {**CODE_INPUT, "maxlength": 32}
