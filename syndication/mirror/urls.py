from django.urls import path

from syndication.mirror import views

app_name = "syndication"
urlpatterns = [
    path("", views.mirror, name="mirror"),
    path("<int:pk>/", views.mirror, name="mirror_of"),
    path("feed/", views.feed_address, name="feed_address"),
    path("feed/renew/", views.renew_feed, name="renew_feed"),
    path("feed/end/", views.end_feed, name="end_feed"),
    path("feed/<str:key>.atom", views.atom, name="feed"),
]
