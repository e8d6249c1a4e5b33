"""Who may open what: sign-in by default, «для всех» by the page's own audience."""

from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.db import models
from django.db.models import CharField, ExpressionWrapper, F, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.models import PageViewRestriction

# Signing in to the CMS needs these before anybody is signed in; redirected, they break its login page.
OPEN_ADMIN_VIEWS = frozenset(
    {
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_complete",
    }
)
# Wagtail's page view and our views of files decide by the page or file: see `portal.wagtail_hooks` and `portal.media`.
DECIDE_THEMSELVES = frozenset({"wagtail_serve", "media", "rendition", "document"})


class Audience(models.TextChoices):
    """Who may open a page. Whether its teaser goes to the channel is another question, answered by the channel's rules."""

    EMPLOYEES = "employees", "Сотрудники"
    PUBLIC = "public", "Для всех"


class LoginRequiredMiddleware(DjangoLoginRequiredMiddleware):
    """Django's, with the views that must be reachable while signed out."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.resolver_match.view_name in OPEN_ADMIN_VIEWS | DECIDE_THEMSELVES:
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


def send_to_sign_in(page, request: HttpRequest) -> HttpResponse | None:
    """Whoever is signed out opens only pages that say «для всех»; everything else leads to signing in."""
    is_public = getattr(page, "audience", None) == Audience.PUBLIC
    if request.user.is_authenticated or is_public:
        return None
    return redirect_to_login(request.get_full_path())


def restrictions_above() -> QuerySet[PageViewRestriction]:
    """Restrictions of the outer query's page and of whatever it lies under: for `Exists`."""
    page_path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return PageViewRestriction.objects.annotate(page_path=page_path).filter(page_path__startswith=F("page__path"))
