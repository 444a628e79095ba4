"""The guide to a server holds: what it installs starts, answers and stops."""

import http.client
import os
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from deploy.walk import HOST, NGINX, Walk, wait_for
from django.urls import reverse
from django.utils.translation import override

SERVER = os.environ.get(
    "TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres"
)
pytestmark = [
    pytest.mark.deploy,
    pytest.mark.skipif(NGINX is None, reason="nginx is not installed"),
]


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """One installation for all, running."""
    made = Walk(tmp_path_factory.mktemp("server"), SERVER)
    try:
        made.prepare()
        made.start("web")
        made.start("worker")
        made.start_nginx()
        yield made
    finally:
        made.stop()
        made.drop_database()


def ask(
    walk: Walk, path: str, method: str = "GET", is_plain: bool = False, **headers: str
) -> http.client.HTTPResponse:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = (
        http.client.HTTPConnection("127.0.0.1", walk.http, timeout=60)
        if is_plain
        else http.client.HTTPSConnection(
            "127.0.0.1", walk.https, timeout=60, context=context
        )
    )
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers={"Host": HOST} | sent)
    response = connection.getresponse()
    response.body = response.read()  # type: ignore[attr-defined]
    connection.close()
    return response


def body(response: http.client.HTTPResponse) -> str:
    return str(response.body.decode())  # type: ignore[attr-defined]


def test_plain_requests_are_sent_to_https(walk: Walk) -> None:
    answer = ask(walk, "/calendario/?q=a", is_plain=True)
    assert (answer.status, answer.headers["Location"]) == (
        301,
        f"https://{HOST}/calendario/?q=a",
    )


def test_pages_come_compressed_and_with_the_headers_that_guard_them(
    walk: Walk,
) -> None:
    answer = ask(walk, "/", Accept_Encoding="br, gzip")
    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Server"] == "nginx"
    assert "Confindustria Lombardia" in body(ask(walk, "/accessibilita/"))
    assert f"https://{HOST}/.well-known/security.txt" in body(
        ask(walk, "/.well-known/security.txt")
    )


def test_what_a_visitor_says_of_proxies_counts_for_nothing(walk: Walk) -> None:
    answer = ask(walk, "/", X_Forwarded_Proto="http", X_Forwarded_For="10.0.0.1")
    assert answer.status == 200
    with override("it"):
        sign_in = ask(walk, reverse("account_login"))
    cookies = sign_in.headers.get_all("Set-Cookie") or []
    assert cookies
    assert [cookie for cookie in cookies if "; Secure" not in cookie] == []


def test_static_files_come_from_nginx_as_small_as_they_can_be(walk: Walk) -> None:
    page = body(ask(walk, "/"))
    found = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', page)
    assert found is not None
    sizes = []
    for coding in ("br", "gzip", ""):
        answer = ask(walk, found[1], Accept_Encoding=coding)
        assert answer.status == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers.get("Content-Encoding", "") == coding
        sizes.append(int(answer.headers["Content-Length"]))
    assert sizes == sorted(sizes)
    assert ask(walk, "/static/../secret-key").status in {400, 404}


def test_what_is_too_large_is_refused_by_nginx(walk: Walk) -> None:
    answer = ask(walk, "/", "POST", Content_Length=str(27 * 2**20))
    assert answer.status == 413


def test_a_backup_is_restored(walk: Walk) -> None:
    file = walk.path("/var/backups/fondaco") / "before.zip"
    walk.fondaco("backup", str(file))
    walk.fondaco("restore", "--replace", str(file))
    assert ask(walk, "/").status == 200


def test_a_reload_takes_up_the_code_that_is_linked(walk: Walk) -> None:
    unit = walk.unit("web").read_text()
    assert "\nExecReload=/bin/kill -HUP $MAINPID\n" in unit
    subprocess.run(["kill", "-HUP", str(walk.running["web"].pid)], check=True)
    time.sleep(1)
    wait_for(lambda: ask(walk, "/").status == 200, "fondaco-web")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd")
@pytest.mark.parametrize("name", ["web", "worker"])
def test_systemd_understands_the_unit(walk: Walk, name: str) -> None:
    done = subprocess.run(
        ["systemd-analyze", "verify", str(walk.unit(name))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.strip()) == (0, "")


def test_all_of_it_stops_when_told(walk: Walk) -> None:
    """The last of the tests: nothing runs after it."""
    assert walk.stop() == {"nginx": 0, "worker": 0, "web": 0}
    assert not Path(walk.placed("/run/fondaco/web.sock")).exists()
