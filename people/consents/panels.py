"""The employee's consents on the employee's form: to read, with links to the register."""

from wagtail.admin.panels import Panel


class ConsentsPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "people/consents/panel.html"

        @property
        def consents(self):
            return self.instance.consents.select_related("text").order_by("purpose", "-given_at")
