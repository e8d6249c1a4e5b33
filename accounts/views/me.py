"""One's own account: who I am here, my password, my sessions."""

import re

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import audit, standing
from accounts.forms import NewPasswordForm, OwnPasswordForm
from accounts.sessions import end_sessions, standing_sessions
from accounts.views.guessing import Braked
from accounts.views.second_factor import asking_again
from accounts.views.sign_in import cleared

MOST_SESSIONS = 50
# The first that is found: other browsers name Chrome and Safari too.
BROWSERS = {
    **{"YaBrowser": "Яндекс Браузер", "Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox"},
    **{"Chrome": "Chrome", "Safari": "Safari"},
}
SYSTEMS = {"Android": "Android", "iPhone|iPad": "iOS", "Windows": "Windows", "Mac OS": "macOS", "Linux": "Linux"}


@never_cache
def me(request: HttpRequest) -> HttpResponse:
    context = {
        "groups": request.user.groups.order_by("name"),
        "second_factor": standing.has_second_factor(request.user),
        "sessions_count": standing_sessions(request.user).count(),
    }
    return render(request, "accounts/me.html", context)


@method_decorator(never_cache, name="dispatch")
class PasswordView(Braked, auth_views.PasswordChangeView):
    """A new password ends all sessions but this one."""

    template_name = "accounts/password.html"
    success_url = reverse_lazy("me")

    def get_form_class(self):
        """Who came by a passkey has no old password; then the key is asked for again."""
        if self.request.user.has_usable_password():
            return OwnPasswordForm
        raise_if_reauthentication_required(self.request, app="allauth.mfa")
        return NewPasswordForm

    def form_valid(self, form):
        response = super().form_valid(form)
        end_sessions(self.request.user, but=self.request.session.session_key)
        messages.success(self.request, "Пароль изменён. На других устройствах надо войти заново.")
        return response


@never_cache
def sessions(request: HttpRequest) -> HttpResponse:
    here = request.session.session_key
    rows = [
        {"session": session, "device": device(session.agent), "current": session.session_key == here}
        for session in standing_sessions(request.user)[:MOST_SESSIONS]
    ]
    return render(request, "accounts/sessions.html", {"rows": rows})


@require_POST
def end_all(request: HttpRequest) -> HttpResponse:
    """«Выйти на всех устройствах», this one included."""
    count = end_sessions(request.user)
    audit.record("sessions-ended", account=request.user.get_username(), count=count)
    request.session.flush()
    return cleared(redirect("login"))


def device(agent: str) -> str:
    """«Firefox, Windows»: enough to know one's own telephone again."""
    names = [_first(BROWSERS, agent), _first(SYSTEMS, agent)]
    return ", ".join(name for name in names if name) or "Неизвестное устройство"


def _first(names: dict[str, str], agent: str) -> str:
    return next((name for mark, name in names.items() if re.search(mark, agent)), "")


password = asking_again(PasswordView.as_view())
