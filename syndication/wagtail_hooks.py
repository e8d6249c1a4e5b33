from django.urls import path
from wagtail import hooks

from syndication import desk


@hooks.register("register_admin_viewset")
def deliveries():
    return desk.DeliveryViewSet("channel")


@hooks.register("register_admin_urls")
def urls():
    return [
        path("channel/post/<int:pk>/", desk.post, name="channel_post"),
        path("channel/post/<int:pk>/send/", desk.send, name="channel_send"),
        path("channel/post/<int:pk>/found/", desk.found, name="channel_found"),
        path("channel/<int:pk>/check/", desk.check, name="channel_check"),
        path("channel/<int:pk>/resume/", desk.resume, name="channel_resume"),
    ]


@hooks.register("construct_homepage_panels")
def channel_panel(request, panels):
    if request.user.has_perm("syndication.view_delivery"):
        panels.append(desk.ChannelPanel())
