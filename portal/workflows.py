"""What an approval at the end of a workflow does. Wagtail loads this module before its own models."""


def finish_workflow(workflow_state, user=None) -> None:
    """The last task was approved: the page is published, unless it appears with the page above it."""
    page = workflow_state.content_object.specific
    if not page.waits_for_parent:
        page.get_latest_revision().publish(user=user)
