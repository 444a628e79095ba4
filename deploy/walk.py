"""Walk through docs/how-to/deploy.md in a scratch folder, without systemd.

The files of this folder are used as they are, but for where they lie, the ports and the
user; what the units start is read from the units. `make walk` does it.
"""

import argparse
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

HERE = Path(__file__).parent
ROOT = HERE.parent
# The places of a server, each of which here lies below the scratch folder.
PLACES = re.compile(
    r"/(?:opt/fondaco|etc/fondaco|etc/letsencrypt|var/lib/fondaco|var/backups/fondaco"
    r"|run/fondaco|var/log/nginx|var/www/html)"
)
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")
MODULES = Path("/etc/nginx/modules-enabled")
HOST = "fondaco.example.org"


class Walk:
    """One installation in a folder, and the processes that it started."""

    def __init__(self, folder: Path, server: str) -> None:
        self.folder, self.server = folder, server
        self.database = f"fondaco_walk_{os.getpid()}"
        self.http, self.https = free_port(), free_port()
        self.code = folder / "opt/fondaco/current"
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def placed(self, text: str) -> str:
        return PLACES.sub(lambda place: f"{self.folder}{place[0]}", text)

    def path(self, place: str) -> Path:
        return Path(self.placed(place))

    # 1. What the page says to do before anything runs.
    def make_database(self) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            name = sql.Identifier(self.database)
            connection.execute(sql.SQL("CREATE DATABASE {}").format(name))

    def drop_database(self) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            name = sql.Identifier(self.database)
            statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name)
            connection.execute(statement)

    def install(self) -> None:
        release = self.path("/opt/fondaco/0.1.0")
        listed = subprocess.check_output(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            text=True,
        )
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file() and not name.startswith(("tests/", "docs/")):
                (release / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, release / name)
        own = release / "deploy/gunicorn.conf.py"
        own.write_text(self.placed(own.read_text()))
        self.code.symlink_to(release.name)
        # The interpreter of this process, since a machine may have several.
        python = f"PYTHON={sys.base_prefix}/bin/python3"
        run("make", "--silent", "production", python, cwd=release)

    def configure(self) -> None:
        for place in ("/etc/fondaco", "/var/lib/fondaco", "/var/backups/fondaco"):
            self.path(place).mkdir(parents=True)
        self.path("/run/fondaco").mkdir(parents=True)
        self.path("/var/log/nginx").mkdir(parents=True)
        text = (HERE / "fondaco.env.example").read_text()
        own = urlsplit(self.server)._replace(path=f"/{self.database}").geturl()
        text = re.sub("^DATABASE_URL=.*$", f'DATABASE_URL="{own}"', text, flags=re.M)
        self.path("/etc/fondaco/fondaco.env").write_text(self.placed(text))
        self.path("/etc/fondaco/secret-key").write_text(os.urandom(40).hex())
        command = self.placed((HERE / "fondaco").read_text())
        user = subprocess.check_output(["id", "-un"], text=True).strip()
        own_command = self.folder / "fondaco"
        own_command.write_text(command.replace("= fondaco ]", f"= {user} ]"))
        own_command.chmod(0o755)
        certificate = self.path(f"/etc/letsencrypt/live/{HOST}")
        certificate.mkdir(parents=True)
        run(
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", f"/CN={HOST}", "-keyout", str(certificate / "privkey.pem")),
            *("-out", str(certificate / "fullchain.pem")),
        )

    def fondaco(self, *arguments: str) -> str:
        return run(str(self.folder / "fondaco"), *arguments)

    # 2. What the units start.
    def unit(self, name: str) -> Path:
        """The unit as it would be on a server, where its files are."""
        placed = self.folder / f"fondaco-{name}.service"
        text = (HERE / "systemd" / placed.name).read_text()
        placed.write_text(self.placed(text))
        return placed

    def start(self, name: str) -> None:
        unit = self.unit(name).read_text()
        found = dict(re.findall(r"^(\w+)=(.*)$", unit, flags=re.MULTILINE))
        assert {"ExecStart", "EnvironmentFile", "WorkingDirectory"} <= set(found)
        environment = {"PATH": "/usr/bin:/bin", "HOME": found["WorkingDirectory"]}
        for line in shlex.split(Path(found["EnvironmentFile"]).read_text(), True):
            key, _sign, value = line.partition("=")
            environment[key] = value
        with ExitStack() as stack:
            told = None
            if found.get("Type") == "notify":
                address = str(self.folder / f"{name}.notify")
                told = stack.enter_context(
                    socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
                )
                told.bind(address)
                told.settimeout(1)
                environment["NOTIFY_SOCKET"] = address
            log = stack.enter_context((self.folder / f"{name}.log").open("wb"))
            self.running[name] = subprocess.Popen(
                shlex.split(found["ExecStart"]),
                cwd=found["WorkingDirectory"],
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
            if told is not None:
                wait_for(lambda: self.is_ready(name, told), f"fondaco-{name}", 120)

    def is_ready(self, name: str, told: socket.socket) -> bool:
        if self.running[name].poll() is not None:
            raise SystemExit((self.folder / f"{name}.log").read_text())
        with suppress(TimeoutError):
            return b"READY=1" in told.recv(4096)
        return False

    def start_nginx(self) -> None:
        assert NGINX is not None
        site = self.placed((HERE / "nginx/fondaco.conf").read_text())
        site = re.sub(r"^ *listen \[::\].*\n", "", site, flags=re.MULTILINE)
        site = site.replace("listen 80;", f"listen 127.0.0.1:{self.http};")
        site = site.replace("listen 443 ", f"listen 127.0.0.1:{self.https} ")
        if not list(MODULES.glob("*brotli-static.conf")):
            print("nginx lacks its module for brotli: without that line.")
            site = re.sub(r"^ *brotli_static .*\n", "", site, flags=re.MULTILINE)
        (self.folder / "site.conf").write_text(site)
        temporary = "".join(
            f"{kind}_temp_path {self.folder}/nginx-{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        main = self.folder / "nginx.conf"
        main.write_text(
            f"{'user root;' if os.geteuid() == 0 else ''}\n"
            f"include {MODULES}/*.conf;\npid {self.folder}/nginx.pid;\ndaemon off;\n"
            f"error_log {self.folder}/nginx.log;\nevents {{}}\nhttp {{\n{temporary}"
            f"include /etc/nginx/mime.types;\ninclude {self.folder}/site.conf;\n}}\n"
        )
        run(NGINX, "-t", "-q", "-c", str(main), "-e", f"{self.folder}/nginx.log")
        self.running["nginx"] = subprocess.Popen(
            [NGINX, "-c", str(main), "-e", f"{self.folder}/nginx.log"]
        )
        wait_for(lambda: answers(self.https), "nginx")

    def stop(self) -> dict[str, int]:
        """End what runs, the last that came first; how each of them ended."""
        ended = {}
        for name, process in reversed(self.running.items()):
            process.terminate()
            try:
                ended[name] = process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                ended[name] = process.wait()
        self.running.clear()
        return ended

    def prepare(self) -> None:
        for step in (self.make_database, self.install, self.configure):
            began = time.monotonic()
            step()
            print(f"{step.__name__}: {time.monotonic() - began:.1f} s", flush=True)
        self.fondaco("migrate", "--verbosity", "0")
        self.fondaco("collectstatic", "--no-input", "--verbosity", "0")


def run(*command: str, cwd: Path | None = None) -> str:
    """What it prints; where it fails, with what it said."""
    environment = {
        name: value
        for name, value in os.environ.items()
        # What a test or a developer has set is not on a server.
        if not name.startswith(("FONDACO_", "DJANGO_", "DATABASE_", "PYTHON"))
    }
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{shlex.join(command)}: {done.stdout}{done.stderr}")
    return done.stdout


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def wait_for(condition: Callable[[], bool], what: str, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise SystemExit(f"{what} does not answer.")
        time.sleep(0.1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--server",
        default=os.environ.get(
            "TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres"
        ),
        help="A PostgreSQL server where a database may be made.",
    )
    with tempfile.TemporaryDirectory(prefix="fondaco-") as folder:
        walk = Walk(Path(folder), parser.parse_args().server)
        try:
            walk.prepare()
            walk.start("web")
            walk.start("worker")
            walk.start_nginx()
            print(f"It answers on https://127.0.0.1:{walk.https}/ (host {HOST}).")
            print(walk.stop())
        finally:
            walk.stop()
            walk.drop_database()


if __name__ == "__main__":
    main()
