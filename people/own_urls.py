"""What belongs to the employee who is signed in, below /me/."""

from django.urls import include, path

app_name = "own"
urlpatterns = [
    path("photo/", include("people.portraits.urls")),
    path("consents/", include("people.consents.urls")),
    path("profile/", include("people.profile.own_urls")),
]
