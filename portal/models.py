"""The kernel's tables."""

from portal.clock import PeriodicJob
from portal.documents import PortalDocument
from portal.images import Picture, PictureRendition
from portal.pagecache import Generation
from portal.problems import Problem
from portal.worker import WorkerBeat

__all__ = ["Generation", "PeriodicJob", "Picture", "PictureRendition", "PortalDocument", "Problem", "WorkerBeat"]
