"""The process that reads one file: told what it is on its input, it answers in JSON."""

import json
import logging
import resource
import sys
from dataclasses import asdict

from fondaco.newsroom.reading.article import UnreadableError
from fondaco.newsroom.reading.files import read_file

MEMORY = 2**30
SECONDS = 20


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    # It writes no file.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    logging.disable(logging.CRITICAL)
    said = json.loads(sys.stdin.buffer.readline())
    try:
        answer = asdict(
            read_file(sys.stdin.buffer.read(), said["charset"], said["url"])
        )
    except UnreadableError as error:
        answer = {"problem": error.code}
    except (MemoryError, RecursionError):
        answer = {"problem": "heavy"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
