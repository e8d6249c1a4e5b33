"""Addresses of the section that are no pages of the tree."""

app_name = "films"
urlpatterns = []
