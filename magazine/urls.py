"""Addresses of the magazine that are no pages of the tree."""

app_name = "magazine"
urlpatterns = []
