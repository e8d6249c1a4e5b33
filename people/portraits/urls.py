"""Addresses of one's own photo, below /me/photo/."""

urlpatterns = []
