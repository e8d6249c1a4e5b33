"""What the portal has told me, below /me/notices/."""

from django.urls import path

from engagement import views

urlpatterns = [
    path("", views.notices, name="notices"),
    path("<int:pk>/", views.open_notice, name="notice"),
    path("read/", views.read_all, name="notices_read"),
    path("letters/", views.letters, name="notices_letters"),
]
