from django.urls import path

from people import views

app_name = "people"
urlpatterns = [path("", views.wall, name="wall"), path("<slug:slug>/", views.person, name="person")]
