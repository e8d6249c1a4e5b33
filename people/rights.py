"""What each role may do with people. The matrix that a test walks is docs/permissions.md."""

from wagtail.permissions import register_permission_policy

from accounts.roles import Role, grant
from people import models
from people.consents.policy import AddPolicy, ReadPolicy


def grant_all() -> None:
    for name in ("employee", "subdivision", "place", "absence"):
        grant(Role.HR, f"people.add_{name}", f"people.change_{name}", f"people.view_{name}")
        grant(Role.PRESS, f"people.view_{name}")
    for role in (Role.HR, Role.PRESS):
        grant(
            role, "people.export_employee", *(f"people.{may}_depicted" for may in ("add", "change", "delete", "view"))
        )
    grant(Role.HR, "people.delete_absence", "people.change_proposedchange", "people.view_proposedchange")
    grant(Role.HR, "people.add_importrun", "people.view_importrun")
    _grant_consents()


def _grant_consents() -> None:
    grant(Role.HR, "people.view_consent", "people.change_consent", "people.add_erasure", "people.view_erasure")
    grant(Role.HR, "people.add_consenttext", "people.view_consenttext", "people.view_personaldataaccess")
    grant(Role.ADMIN, "people.view_personaldataaccess", "people.view_erasure")
    for model in (models.Consent, models.Erasure, models.PersonalDataAccess):
        register_permission_policy(model, ReadPolicy(model))
    register_permission_policy(models.ConsentText, AddPolicy(models.ConsentText))
