"""Draw the icons of the installed site from their SVG, by Chromium.

.venv/bin/python tools/make_icons.py
"""

from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parents[1] / "src/fondaco/web/static/fondaco"
ICONS = (
    ("icon.svg", "icon-192.png", 192),
    ("icon.svg", "icon-512.png", 512),
    ("icon-maskable.svg", "icon-maskable-512.png", 512),
)


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        for source, target, size in ICONS:
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content((FOLDER / source).read_text("utf-8"))
            page.add_style_tag(content="body {margin: 0} svg {display: block}")
            page.screenshot(path=FOLDER / target, omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
