"""A forgotten password, by letter or by a call from HR: the same answer whether or not the account exists."""

from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from accounts import throttle
from accounts.calls import note_request
from accounts.forms import NewPasswordForm, ResetForm
from accounts.letters import send_reset_letter
from accounts.sessions import end_sessions
from accounts.views.guessing import too_many


@method_decorator(never_cache, name="dispatch")
class ResetView(FormView):
    """Every request counts as a try: each may send a letter or have HR call. Who is meant, the worker finds out."""

    form_class = ResetForm
    template_name = "accounts/reset.html"

    def form_valid(self, form):
        login = form.cleaned_data["login"]
        tries = throttle.of_reset(login, self.request)
        if seconds := tries.begin():
            return too_many(self, seconds, login=login)
        if "call" in self.request.POST:
            note_request.enqueue(login)
            return redirect("call_asked")
        send_reset_letter.enqueue(login)
        return redirect("password_reset_sent")


class NewPasswordView(auth_views.PasswordResetConfirmView):
    """Behind the letter's link. It does not sign in: the second factor is still asked for."""

    form_class = NewPasswordForm
    template_name = "accounts/new_password.html"
    success_url = reverse_lazy("login")

    def form_valid(self, form):
        response = super().form_valid(form)
        end_sessions(self.user)
        messages.success(self.request, "Пароль изменён. Войдите с новым.")
        return response


reset = login_not_required(ResetView.as_view())
reset_sent = login_not_required(TemplateView.as_view(template_name="accounts/reset_sent.html"))
call_asked = login_not_required(TemplateView.as_view(template_name="accounts/call_asked.html"))
new_password = login_not_required(NewPasswordView.as_view())
