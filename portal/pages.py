"""What page classes share beside Wagtail's own: a body that may be kept, rights and route in few queries."""

from __future__ import annotations

from itertools import accumulate

from django.db.models import Q, QuerySet
from wagtail.models import Page, PageViewRestriction

FRONT_DEPTH = 2  # the tree's root is 1


class SharedPage:
    """Mixin of page classes whose templates hold nothing personal: `class IssuePage(SharedPage, Page)`."""

    shared_body = True
    # True of a draft that is published with the page above it, never alone.
    waits_for_parent = False

    @property
    def crumbs(self) -> list[Page]:
        """The pages between the front page and this one. Whoever routed here has found them already."""
        if not hasattr(self, "_crumbs"):
            self._crumbs = list(self.get_ancestors().live().filter(depth__gt=FRONT_DEPTH))
        return self._crumbs

    def get_view_restrictions(self) -> QuerySet:
        """Wagtail's answer in one query instead of two, remembered: it is asked twice while a page is served."""
        if not hasattr(self, "_restrictions"):
            chain = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
            on_chain = Q(page__path__in=chain) | Q(page__aliases__path__in=chain)
            self._restrictions = PageViewRestriction.objects.filter(on_chain).distinct()
        return self._restrictions


class QuickRoutes:
    """Mixin of the front page: finds a page by its whole address at once; level by level costs two queries each."""

    def route(self, request, path_components):
        found = self._by_address(path_components) if path_components else None
        if found is None:
            return super().route(request, path_components)
        return found.route(request, [])

    def _by_address(self, path_components: list[str]) -> Page | None:
        chain = self._chain(path_components)
        if len(chain) != len(path_components):
            return None
        *crumbs, page = chain
        model = page.specific_class or Page
        found = model.objects.select_related(*getattr(model, "served_with", ())).get(pk=page.pk)
        found._crumbs = [crumb for crumb in crumbs if crumb.live]
        return found

    def _chain(self, path_components: list[str]) -> list[Page]:
        """The pages at the address and at each part of it, from the top down."""
        addresses = accumulate(path_components, lambda address, slug: f"{address}{slug}/", initial=self.url_path)
        on_way = Page.objects.filter(slug__in=path_components, url_path__in=list(addresses)[1:])
        return list(on_way.order_by("depth"))
