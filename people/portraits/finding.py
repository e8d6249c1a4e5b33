"""Where the face is in a picture (OpenCV's Haar cascade, on a small copy)."""

from __future__ import annotations

import threading
from functools import cache

from PIL import Image

from people.portraits.crop import Box

# The small copy bounds both time and memory, whatever was uploaded.
LONGEST_EDGE = 640
SMALLEST_PART = 0.08  # of the copy's shorter edge
STEP_OF_SCALE, NEIGHBOURS = 1.1, 5
PATIENCE = 5  # seconds to wait for another request's search
# The cascade is not safe for threads, and two searches at once would only slow each other.
_one_at_a_time = threading.Lock()


def find_face(image: Image.Image) -> Box | None:
    """The largest face, in points of the image; None if there is none, or others have kept the search busy for too long.

    A JPEG that has not been decoded yet is decoded to a small size at once.
    """
    width = image.width
    image.draft("L", (LONGEST_EDGE, LONGEST_EDGE))
    small = image.convert("L")
    small.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    if not _one_at_a_time.acquire(timeout=PATIENCE):
        return None
    try:
        return _scaled(_largest(small), width / small.width)
    finally:
        _one_at_a_time.release()


def _largest(small: Image.Image) -> Box | None:
    import cv2  # here, so that commands and pages without portraits do not depend on it
    import numpy as np

    smallest = max(round(min(small.size) * SMALLEST_PART), 24)
    pixels = cv2.equalizeHist(np.asarray(small))
    found = _cascade().detectMultiScale(pixels, STEP_OF_SCALE, NEIGHBOURS, minSize=(smallest, smallest))
    return max((Box(*map(int, face[:3])) for face in found), key=lambda face: face.side, default=None)


@cache
def _cascade():
    import cv2

    cv2.setNumThreads(1)  # the server has threads of its own
    return cv2.CascadeClassifier(cv2.data.haarcascades + "haarcascade_frontalface_alt2.xml")


def _scaled(face: Box | None, scale: float) -> Box | None:
    return face and Box(round(face.x * scale), round(face.y * scale), round(face.side * scale))
