"""Which demuxer may read a file, and the facts of one that needs no ffmpeg."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from films.pipeline import limits
from films.pipeline.limits import RefusedError
from portal.uploads.films import Box, CutFilmError, NotAFilmError, boxes, container_of

LARGEST_HEADER = 64 * 1024 * 1024
NESTS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl"})


def demuxer_of(path: Path) -> str:
    """The only demuxer ffmpeg may use on this file. RefusedError for everything else: playlists, pages, empty files."""
    size = path.stat().st_size
    if size == 0:
        raise RefusedError(limits.EMPTY)
    if size > limits.LARGEST_FILE:
        raise RefusedError(limits.TOO_LARGE)
    with path.open("rb") as file:
        try:
            return container_of(file, size)
        except NotAFilmError as error:
            raise RefusedError(limits.NOT_A_FILM) from error
        except CutFilmError as error:
            raise RefusedError(limits.DAMAGED) from error


def plain_facts(path: Path) -> dict:
    """The facts of an MP4 that browsers play as it is: H.264, AAC or silence, its index before its content."""
    size = path.stat().st_size
    with path.open("rb") as file:
        top = {box.kind: box for box in boxes(file, 0, size)}
        moov, mdat = top.get(b"moov"), top.get(b"mdat")
        if not moov or not mdat or b"ftyp" not in top or moov.start > mdat.start:
            raise RefusedError(limits.NEEDS_FFMPEG)
        leaves = list(_leaves(file, moov))
        codecs = [_codec(file, box) for box in leaves if box.kind == b"stsd"]
        if codecs.count("avc1") != 1 or set(codecs) - {"avc1", "mp4a"}:
            raise RefusedError(limits.NEEDS_FFMPEG)
        seconds = next((_seconds(file, box) for box in leaves if box.kind == b"mvhd"), 0)
        sides = [_sides(file, box) for box in leaves if box.kind == b"tkhd"]
    width, height = max(sides, default=(0, 0))
    return {"seconds": seconds, "width": width, "height": height, "video": "h264", "sound": "mp4a" in codecs}


def _leaves(file: BinaryIO, box: Box) -> Iterator[Box]:
    if box.end - box.start > LARGEST_HEADER:
        raise RefusedError(limits.DAMAGED)
    for inner in list(boxes(file, box.start, box.end)):
        if inner.kind in NESTS:
            yield from _leaves(file, inner)
        else:
            yield inner


def _read(file: BinaryIO, box: Box, most: int) -> bytes:
    file.seek(box.start)
    return file.read(min(box.end - box.start, most)).ljust(most, b"\0")


def _codec(file: BinaryIO, stsd: Box) -> str:
    return _read(file, stsd, 16)[12:16].decode("latin-1")


def _seconds(file: BinaryIO, mvhd: Box) -> float:
    content = _read(file, mvhd, 32)
    scale, length = struct.unpack(">IQ", content[20:32]) if content[0] == 1 else struct.unpack(">II", content[12:20])
    return round(length / scale, 3) if scale else 0


def _sides(file: BinaryIO, tkhd: Box) -> tuple[int, int]:
    """Of the picture as it is shown: the matrix of a film held upright swaps the sides."""
    content = _read(file, tkhd, 96)
    matrix = 52 if content[0] == 1 else 40
    turned = content[matrix : matrix + 4] == b"\0\0\0\0"
    width, height = (side >> 16 for side in struct.unpack(">II", content[matrix + 36 : matrix + 44]))
    return (height, width) if turned else (width, height)
