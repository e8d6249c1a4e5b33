"""Choosing a video for the page of a film."""

from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet


class StateMixin:
    """The newest first; the state tells which of them can be published."""

    ordering = ["-pk"]

    @property
    def columns(self):
        return [self.title_column, Column("state", label="Состояние", accessor=lambda video: video.get_state_display())]


class VideoChooseView(StateMixin, ChooseView):
    pass


class VideoChooseResultsView(StateMixin, ChooseResultsView):
    pass


class VideoChooserViewSet(ChooserViewSet):
    """`video_chooser`: used by the panel of a film."""

    model = "films.Video"
    icon = "media"
    choose_one_text = "Выбрать видео"
    choose_another_text = "Выбрать другое"
    edit_item_text = "Открыть видео"
    per_page = 20
    choose_view_class = VideoChooseView
    choose_results_view_class = VideoChooseResultsView


video_chooser_viewset = VideoChooserViewSet("video_chooser")
