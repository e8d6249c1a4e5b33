"""Where the page says that it was read."""

from django.urls import path

from people.readership import views

urlpatterns = [path("", views.read, name="reads")]
