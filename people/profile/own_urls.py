"""Addresses of one's own profile, below /me/profile/."""

urlpatterns = []
