"""`python -m fondaco.engines.matching`: the engine alone."""

import sys

from fondaco.engines.matching.command import main

if __name__ == "__main__":
    sys.exit(main(name="python -m fondaco.engines.matching"))
