"""What a person reads on a page: its text without the invisible characters of typography."""

INVISIBLE = str.maketrans({"\u00a0": " ", "\u00ad": None, "\u2060": None, "\u202f": " "})


def read(response) -> str:
    """The body of an answer, as it is read."""
    return response.content.decode().replace("&nbsp;", " ").replace("&shy;", "").translate(INVISIBLE)
