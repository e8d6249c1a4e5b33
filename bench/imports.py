"""What a load of the whole staff costs: seconds and peak memory of the command, on each database given.

    python -m bench.imports [--people 50000] [--data DIR] [postgres://… …]

SQLite is always measured, in a folder of its own. The databases named must be empty: they are migrated and filled.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

from bench.serving import ROOT

HEADING = "Табельный номер;Сотрудник;Пол;Дата рождения;Подразделение;Должность;Дата приема;Дата увольнения;Город;Рабочий телефон;Мобильный телефон;E-mail;Табельный номер руководителя"
SURNAMES = ["Переверзенцев", "Мирошниченко", "Иванов", "Ковальчук", "Ёлкин", "Абдурахманов", "Черных", "Сидоренко"]
NAMES = ["Виктор Александрович", "Пётр Николаевич", "Семён Ильич", "Глеб Олегович", "Максим Юрьевич"]
TOWNS = ["Краснодар", "Тихорецк", "Майкоп", "Новороссийск", "Туапсе"]
POSITIONS = ["Слесарь", "Мастер", "Инженер по теплоснабжению", "Оператор котельной", "Бухгалтер"]
KILOBYTES = 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("databases", nargs="*", help="empty PostgreSQL databases, as DATABASE_URL has them")
    parser.add_argument("--people", type=int, default=50_000)
    options = parser.parse_args()
    print(f"{'database':<12}{'load':<22}{'seconds':>8}{'peak MB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        files = _files(Path(folder), options.people)
        for url in ["", *options.databases]:
            _measure(url, files, Path(folder))


def _files(folder: Path, people: int) -> dict[str, Path]:
    """The same staff first, again, again from Excel, and with another phone and post for everybody."""
    first, other, sheet = folder / "staff.csv", folder / "other.csv", folder / "staff.xlsx"
    first.write_text("\n".join([HEADING, *_rows(people, POSITIONS)]), encoding="utf-8")
    other.write_text("\n".join([HEADING, *_rows(people, [*POSITIONS[1:], "Сторож"])]), encoding="utf-8")
    _in_excel(first, sheet)
    return {"first": first, "the same again": first, "the same from Excel": sheet, "everybody changed": other}


def _in_excel(table: Path, sheet: Path) -> None:
    book = Workbook(write_only=True)
    rows = book.create_sheet()
    for line in table.read_text(encoding="utf-8").splitlines():
        rows.append(line.split(";"))
    book.save(sheet)


def _rows(people: int, positions: list[str]) -> Iterator[str]:
    chance = random.Random(3)
    for index in range(people):
        unit = f"Филиал {index % 40} / Служба {index % 400} / Участок {index % 2000}"
        manager = f"{100000 + index // 20}" if index else ""
        yield ";".join(
            [
                f"{100000 + index}",
                f"{chance.choice(SURNAMES)} {chance.choice(NAMES)}",
                "М",
                f"{1 + index % 28:02}.{1 + index % 12:02}.{1960 + index % 40}",
                unit,
                positions[index % len(positions)],
                "01.02.2015;",
                TOWNS[index % len(TOWNS)],
                f"{index % 90 + 10}-{len(positions[0])}",
                f"+7 (918) {index:07}",
                f"{100000 + index}@teplo.example",
                manager,
            ]
        )


def _measure(url: str, files: dict[str, Path], folder: Path) -> None:
    environment = {**os.environ, "DATA_DIR": str(folder / "data"), "DEMO": "0", "BASE_URL": "http://127.0.0.1:8000"}
    environment |= {"SECRET_KEY": "only-for-measuring-" * 4, "ALLOWED_HOSTS": "127.0.0.1"}
    environment |= {"DATABASE_URL": url} if url else {}
    _run(environment, "migrate", "--verbosity", "0")
    for name, file in files.items():
        seconds, megabytes = _run(environment, "import_employees", str(file), "--json")
        print(f"{'PostgreSQL' if url else 'SQLite':<12}{name:<22}{seconds:>8.1f}{megabytes:>9.0f}", flush=True)


def _run(environment: dict[str, str], *arguments: str) -> tuple[float, float]:
    """Seconds, and megabytes at the peak."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    begun = time.monotonic()
    silence = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0o600)]
    pid = os.posix_spawn(sys.executable, command, environment, file_actions=silence)
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"{arguments[0]} failed")
    return time.monotonic() - begun, usage.ru_maxrss / KILOBYTES


if __name__ == "__main__":
    main()
