"""Run the engine by itself: `python -m fondaco.engines.press read FILE`."""

import sys

from fondaco.engines.press.command import main

if __name__ == "__main__":
    sys.exit(main(name="python -m fondaco.engines.press"))
