"""A mail server that sends nothing on: it counts what arrives."""

import socketserver
import threading
import time
from collections import Counter
from contextlib import suppress
from email import message_from_bytes


class Sink(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.arrived: Counter[str] = Counter()
        self.lock = threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def take(self, words: bytes) -> None:
        mark = str(message_from_bytes(words)["Message-ID"])
        with self.lock:
            self.arrived[mark] += 1


class _Conversation(socketserver.StreamRequestHandler):
    server: Sink

    def handle(self) -> None:
        with suppress(ConnectionError):
            self._talk()

    def _talk(self) -> None:
        self._say("220 sink")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"DATA":
                self._say("354 go on")
                if not self._take():
                    return
                # It arrived, and the answer is on its way: the worst moment to die.
                time.sleep(0.003)
            self._say("221 bye" if word == b"QUIT" else "250 ok")

    def _take(self) -> bool:
        words = b""
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            words += line
        if line:
            self.server.take(words)
        return bool(line)

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())
