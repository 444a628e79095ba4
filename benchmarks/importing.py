"""Bring 100,000 organisations in: seconds and peak memory, beside a floor.

    python benchmarks/import.py [--rows 100000] [--csv]

Each measure is a process of its own on a new SQLite database. The floor reads the same
file with openpyxl (or csv) alone and writes the names with `bulk_create`: no checks, no
matching, no identifiers, no history, no undo.
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HEADERS = [
    "ID",
    "Ragione sociale",
    "P.IVA",
    "Tipo",
    "Nazione",
    "Regione",
    "Città",
    "Indirizzo",
    "Sito web",
    "E-mail",
]
CITIES = ("Milano", "Brescia", "Bergamo", "Monza", "Pavia", "Varese", "Como", "Lodi")
WORDS = [
    "Meccanica",
    "Impianti",
    "Tecnologie",
    "Sistemi",
    "Chimica",
    "Energia",
    "Ottica",
]


def vat(number: int) -> str:
    """An Italian number with its right last digit, written as people do."""
    from stdnum.it import iva

    digits = f"{number:07}015"
    return f"IT {digits}{iva.luhn.calc_check_digit(digits)}"


def row(number: int) -> list[object]:
    city = CITIES[number % len(CITIES)]
    word = WORDS[number * 7 % len(WORDS)]
    return [
        f"A-{number}",
        f"{word} Società n. {number} S.r.l.",
        vat(number + 1),
        "impresa",
        "Italia",
        "Lombardia",
        city,
        f"Via Roma {number % 300}",
        f"www.azienda{number}.example.org",
        f"info@azienda{number}.example.org",
    ]


def write_file(path: Path, rows: int) -> None:
    if path.suffix == ".csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(HEADERS)
            writer.writerows(map(row, range(rows)))
        return
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Soci")
    sheet.append(HEADERS)
    for number in range(rows):
        sheet.append(row(number))
    book.save(path)


def measure(what: str, path: Path) -> None:
    """Run in a process of its own: print seconds, megabytes and what was done."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fondaco.config.settings")
    import django

    django.setup()
    began, worked = time.perf_counter(), time.process_time()
    done = floor(path) if what == "floor" else bring_in(path)
    seconds = time.perf_counter() - began
    processor = time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        json.dumps(
            {
                "seconds": seconds,
                "processor": processor,
                "megabytes": peak,
                "done": done,
            }
        )
    )


def bring_in(path: Path) -> dict[str, int]:
    import io
    from contextlib import redirect_stdout

    from django.core.management import call_command

    out = io.StringIO()
    with redirect_stdout(out):
        call_command("import", "organisations", str(path), json=True, stdout=out)
    done = json.loads(out.getvalue())
    return {name: done[name] for name in ("created", "updated", "skipped")}


def floor(path: Path) -> dict[str, int]:
    from openpyxl import load_workbook

    from fondaco.registry.models import Organisation

    if path.suffix == ".csv":
        with path.open(encoding="utf-8") as file:
            rows = list(csv.reader(file, delimiter=";"))
    else:
        rows = list(load_workbook(path, read_only=True).active.values)
    made = [Organisation(name=one[1], slug=f"n-{one[0]}") for one in rows[1:]]
    Organisation.objects.bulk_create(made, batch_size=2000)
    return {"created": len(made)}


def _process(what: str, path: Path, folder: Path) -> dict[str, object]:
    environment = os.environ | {
        "FONDACO_DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'fondaco.sqlite3'}",
    }
    command = [sys.executable, "-m", "benchmarks.importing", "--measure", what]
    found = subprocess.run(
        [*command, "--file", str(path)],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return dict(json.loads(found.stdout))


def _migrate(folder: Path) -> None:
    environment = os.environ | {
        "FONDACO_DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'fondaco.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "fondaco.config.settings",
    }
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(command, env=environment, check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--csv", action="store_true", help="a CSV file, not a workbook")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        measure(given.measure, given.file)
        return
    with tempfile.TemporaryDirectory() as name:
        own, other = Path(name) / "own", Path(name) / "floor"
        path = Path(name) / ("rows.csv" if given.csv else "rows.xlsx")
        write_file(path, given.rows)
        print(f"{given.rows} rows of organisations, {path.suffix[1:]}, SQLite")
        print(f"{'':28}{'seconds':>9}{'of CPU':>9}{'peak MB':>9}  done")
        for folder in (own, other):
            folder.mkdir()
            _migrate(folder)
        for title, what, folder in (
            ("fondaco import", "import", own),
            ("the same file again", "import", own),
            ("floor: read, bulk_create", "floor", other),
        ):
            found = _process(what, path, folder)
            print(
                f"{title:28}{found['seconds']:9.1f}{found['processor']:9.1f}"
                f"{found['megabytes']:9.0f}"
                f"  {found['done']}",
                flush=True,
            )


if __name__ == "__main__":
    main()
