"""`python benchmarks/import.py`: see `importing.py`, which can be imported by name."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.importing import main

if __name__ == "__main__":
    main()
