"""What the PDF of an issue costs: seconds and peak memory, of the worker and of the process that draws.

    python -m bench.printing [--pages 24] [--photos 40]

The photos are noise of 12 megapixels, the worst that a camera brings; the words are enough to fill the pages.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile

from bench.data import manage
from bench.serving import ROOT

MEASURE = "from bench.printing import measure; measure({pages}, {photos})"
WORDS_ON_A_PAGE = 260


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--photos", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = {"DATA_DIR": folder}
        for command in ("migrate", "setup"):
            manage(environment, command, "--verbosity", "0")
        code = MEASURE.format(pages=options.pages, photos=options.photos)
        shell = [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", code]
        subprocess.run(shell, cwd=ROOT, env={**os.environ, **environment}, check=True)


def measure(pages: int, photos: int) -> None:
    """Runs inside the portal; prints a line."""
    import resource
    import time

    from magazine.factories import IssueFactory
    from magazine.models import PrintRun
    from magazine.printing import runs, tasks

    issue = IssueFactory(editorial="<p>Слово редактора о зиме.</p>")
    _write(issue, pages, photos)
    before = resource.getrusage(resource.RUSAGE_SELF)
    spent = before.ru_utime + before.ru_stime
    began = time.perf_counter()
    run = runs.ask(issue)
    tasks.make.call(run.pk)
    seconds = time.perf_counter() - began
    run = PrintRun.objects.get(pk=run.pk)
    worker = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before.ru_maxrss) / 1024
    press = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{run.get_state_display()} {run.reason}: {run.pages} pages, {photos} photos, {run.size / 1024**2:.1f} MB")
    told = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = sum(used.ru_utime + used.ru_stime for used in told) - spent
    print(
        f"{seconds:.1f} s, of them {cpu:.1f} s of CPU; the press {press:.0f} MB, the worker {worker:.0f} MB more than before"
    )


def _write(issue, pages: int, photos: int) -> None:
    from magazine.factories import ArticleFactory, picture, text

    articles = pages // 4
    for number in range(articles):
        mine = range(number * photos // articles, (number + 1) * photos // articles)
        blocks = []
        for photo in mine:
            blocks += [text(_words(WORDS_ON_A_PAGE * pages // photos)), picture(_photo(photo), f"Снимок {photo}")]
        ArticleFactory(issue=issue, title=f"Статья номер {number + 1}", blocks=blocks, authors=["Олег Перо"])


def _words(count: int) -> str:
    return "<p>" + "Тепло приходит в дома по трубам, за которыми смотрят люди. " * (count // 9) + "</p>"


def _photo(seed: int):
    import io
    import random

    from django.core.files.base import ContentFile
    from PIL import Image

    from portal.images import Picture

    noise = Image.frombytes("RGB", (400, 300), random.Random(seed).randbytes(400 * 300 * 3))
    buffer = io.BytesIO()
    noise.resize((4000, 3000), Image.Resampling.BICUBIC).save(buffer, "JPEG", quality=90)
    photo = Picture(title=f"Снимок {seed}", description="Смена на трассе")
    photo.file.save("photo.jpg", ContentFile(buffer.getvalue(), name="photo.jpg"), save=False)
    photo.save()
    return photo


if __name__ == "__main__":
    main()
