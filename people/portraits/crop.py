"""The square cut out of a picture: pure geometry, in points of the picture."""

from __future__ import annotations

from dataclasses import dataclass

# A face is this part of the square's side: shoulders and some air around it.
FACE_PART = 0.45
# The middle of the face stands this much of the side above the middle of the square.
LIFT = 0.06
SMALLEST_SIDE = 200
STEP = 0.1  # of the side, for each press of an arrow
ZOOM = 0.85


@dataclass(frozen=True)
class Box:
    """A square in a picture: its left upper corner and its side."""

    x: int
    y: int
    side: int

    def fitted(self, width: int, height: int) -> Box:
        """The nearest square that lies within the picture and is not too small to be shown."""
        largest = min(width, height)
        side = min(max(self.side, min(SMALLEST_SIDE, largest)), largest)
        return Box(_within(self.x, width - side), _within(self.y, height - side), side)

    def moved(self, direction: str) -> Box:
        """A step `left`, `right`, `up` or `down`, or `closer` and `farther` around the same middle."""
        return _MOVES[direction](self)


def around_face(face: Box, width: int, height: int) -> Box:
    """The square in which the face stands well."""
    side = round(face.side / FACE_PART)
    middle_x, middle_y = face.x + face.side / 2, face.y + face.side / 2 + side * LIFT
    return Box(round(middle_x - side / 2), round(middle_y - side / 2), side).fitted(width, height)


def upper_middle(width: int, height: int) -> Box:
    """Where a face is looked for when none was found: the largest square, nearer to the upper edge."""
    side = min(width, height)
    return Box((width - side) // 2, (height - side) // 4, side)


def _within(value: int, most: int) -> int:
    return min(max(value, 0), most)


def _shifted(by_x: int, by_y: int):
    return lambda box: Box(box.x + round(by_x * box.side * STEP), box.y + round(by_y * box.side * STEP), box.side)


def _zoomed(factor: float):
    def zoom(box: Box) -> Box:
        side = round(box.side * factor)
        return Box(box.x + (box.side - side) // 2, box.y + (box.side - side) // 2, side)

    return zoom


_MOVES = {
    "left": _shifted(-1, 0),
    "right": _shifted(1, 0),
    "up": _shifted(0, -1),
    "down": _shifted(0, 1),
    "closer": _zoomed(ZOOM),
    "farther": _zoomed(1 / ZOOM),
}
MOVES = tuple(_MOVES)
