"""`python -m fondaco.engines.timetabling`: the engine alone."""

import sys

from fondaco.engines.timetabling.command import main

if __name__ == "__main__":
    sys.exit(main(name="python -m fondaco.engines.timetabling"))
