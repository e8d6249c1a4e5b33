"""Who hands out invitations."""

from django.contrib.auth.decorators import permission_required

only_hr = permission_required("accounts.add_invitation", raise_exception=True)
