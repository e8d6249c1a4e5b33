"""Addresses of one's own consents, below /me/consents/."""

urlpatterns = []
