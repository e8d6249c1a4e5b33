"""On the form of a film: whose consent is still missing, and the request for it."""

from importlib import import_module

from wagtail.admin.panels import Panel


class MissingConsentsPanel(Panel):
    """The film's consent stops the publication, the channel's keeps the clip at home."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "films/desk/missing.html"

        @property
        def purposes(self) -> list[tuple[str, list]]:
            if not self.instance.pk:
                return []
            # The panels stand on the model that asking is about.
            asking = import_module("films.asking")
            found = [(purpose.value, asking.missing(self.instance, purpose)) for purpose in asking.ASKED]
            return [(purpose, missing) for purpose, missing in found if missing]

        def is_shown(self):
            return super().is_shown() and bool(self.purposes)
