from django.urls import path

from syndication import views

app_name = "syndication"
urlpatterns = [path("", views.mirror, name="mirror")]
