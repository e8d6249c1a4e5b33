"""How far a long command is, on a terminal; nothing where its output goes into a file."""

import sys

CLEAR_LINE = "\r\033[K"


def show(what: str) -> None:
    """In the place of what was shown before; nothing wipes it."""
    if sys.stderr.isatty():
        print(f"{CLEAR_LINE}{what}", end="", file=sys.stderr, flush=True)


def files(done: int, of: int | None = None) -> None:
    show(f"файлов: {done}" + (f" из {of}" if of else ""))
