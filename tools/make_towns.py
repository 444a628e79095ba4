"""Make the press engine's list of small Italian towns, once.

    uv run --frozen --with python-codicefiscale tools/make_towns.py

python-codicefiscale carries the Italian municipalities, open data of ISTAT and ANPR.
Those that the language engine's gazetteer has are left out.
"""

import json
from importlib import resources
from pathlib import Path

import codicefiscale

from fondaco.engines.language.gazetteer import find_place, place_key

TARGET = Path(__file__).parents[1] / "src/fondaco/engines/press/data" / "towns.txt"


def main() -> None:
    data = resources.files(codicefiscale) / "data/municipalities.json"
    names = {
        name
        for row in json.loads(data.read_text("utf-8"))
        if row["active"]
        for name in row["name"].split("/")
        if find_place(name, "IT") is None
    }
    lines = sorted({place_key(name) for name in names})
    TARGET.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    print(f"{len(lines)} towns, {TARGET.stat().st_size // 1000} kB, in {TARGET}")


if __name__ == "__main__":
    main()
