"""How `make docs` turns these pages into a site."""

project = "Fondaco"
author = "the Fondaco contributors"
project_copyright = "2026, the Fondaco contributors; EUPL-1.2"
language = "en"

extensions = ["myst_parser"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "Fondaco"
html_show_sphinx = False
html_copy_source = False

# `#a-heading` is an address as it is where the pages are read as they are.
myst_heading_anchors = 3
