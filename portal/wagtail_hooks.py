"""The portal in the CMS and in Wagtail's page view: who may open a page, the CMS's colours, the page of components."""

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.rich_text.editors.draftail.features import PluginFeature

from portal.access import send_to_sign_in
from portal.design import design
from portal.media import preview


@hooks.register("before_serve_page")
def only_what_is_for_all_is_open(page, request, args, kwargs):
    return send_to_sign_in(page, request)


@hooks.register("register_rich_text_features")
def paste_from_word(features) -> None:
    plugin = PluginFeature({"type": "word-paste"}, js=["js/cms/word-paste.js"])
    features.register_editor_plugin("draftail", "word-paste", plugin)


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [path("design/", design, name="design")]


# Before Wagtail's own address of the same path, which shows any picture to whoever may change it.
@hooks.register("register_admin_urls", order=-1)
def guarded_preview() -> list:
    return [path("images/<int:picture_id>/preview/<str:filter_spec>/", preview)]
