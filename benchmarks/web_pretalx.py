"""pretalx beside us: its complete schedule of 306 sessions, made and served here.

    python3 -m venv ENV; ENV/bin/pip install pretalx==2025.2.2 gunicorn faker freezegun
    python -m benchmarks.web --pretalx ENV/bin/python

It keeps its database and its static files within that environment.
"""

import contextlib
import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from benchmarks.web_site import WORKERS, free_port

SCHEDULE = "/democon/schedule/nojs"
SESSIONS = 306
# To others it answers with a drawing for terminals.
BROWSER = {"Host": "localhost", "Accept": "text/html", "User-Agent": "Mozilla/5.0"}
# Its own test event, with sessions added until it has as many as were measured.
EVENT = f"""
import datetime as dt

import django
from django.core.management import call_command
from django_scopes import scope, scopes_disabled

django.setup()
from pretalx.event.models import Event
from pretalx.person.models import User

with scopes_disabled():
    if not Event.objects.filter(slug="democon").exists():
        keeper = User.objects.create_user(
            email="keeper@example.org", name="Keeper", password="long enough for us")
        keeper.is_administrator = True
        keeper.save()
        call_command("create_test_event", "--seed", "1")
        event = Event.objects.get(slug="democon")
        with scope(event=event):
            speakers = list(User.objects.filter(profiles__event=event).distinct())
            begins = event.datetime_from + dt.timedelta(hours=9)
            missing = {SESSIONS} - event.submissions.filter(state="confirmed").count()
            for number in range(missing):
                session = event.submissions.create(
                    title=f"Session {{number}} on photonics and energy",
                    submission_type=event.submission_types.first(), state="confirmed",
                    content_locale="en", abstract="What was measured, and where.")
                session.speakers.add(speakers[number % len(speakers)])
                at = begins + dt.timedelta(days=number % 3, minutes=number // 3 * 10)
                event.wip_schedule.talks.create(
                    submission=session, room=event.rooms.first(), is_visible=True,
                    start=at, end=at + dt.timedelta(minutes=10))
            event.wip_schedule.freeze("all")
"""


@contextlib.contextmanager
def served(python: Path) -> Iterator[str]:
    """Serve it with as many workers as us, and say where its schedule is."""
    env = os.environ | {
        "PRETALX_SITE_URL": "http://localhost",
        "DJANGO_SETTINGS_MODULE": "pretalx.settings",
    }
    for arguments in (
        ("-m", "pretalx", "migrate", "--verbosity", "0"),
        ("-m", "pretalx", "collectstatic", "--no-input", "--verbosity", "0"),
        ("-c", EVENT),
    ):
        subprocess.run([python, *arguments], env=env, check=True, capture_output=True)
    port = free_port()
    process = subprocess.Popen(
        [
            *(python, "-m", "gunicorn", "pretalx.wsgi"),
            *("-w", str(WORKERS), "-b", f"127.0.0.1:{port}"),
        ],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield _when_it_answers(f"http://127.0.0.1:{port}{SCHEDULE}")
    finally:
        process.terminate()
        process.wait(timeout=30)


def read(url: str) -> tuple[float, int]:
    """Milliseconds and bytes of one answer."""
    request = urllib.request.Request(url, headers=BROWSER)
    began = time.perf_counter()
    with urllib.request.urlopen(request) as answer:
        size = len(answer.read())
    return (time.perf_counter() - began) * 1000, size


def _when_it_answers(url: str) -> str:
    for _ in range(150):
        with contextlib.suppress(OSError, urllib.error.URLError):
            read(url)
            return url
        time.sleep(0.2)
    raise SystemExit("pretalx did not answer within half a minute.")
