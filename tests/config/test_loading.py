"""What a process holds in memory that has only visitors."""

import subprocess
import sys

SELDOM_NEEDED = {"fido2", "cryptography", "jwt", "fondaco.engines.press"}


def test_a_process_begins_without_what_few_people_need() -> None:
    code = "import sys, fondaco.config.wsgi; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, stdout=subprocess.PIPE, text=True
    )
    loaded = set(done.stdout.split())
    assert "fondaco.newsroom.urls" in loaded
    assert loaded & SELDOM_NEEDED == set()
