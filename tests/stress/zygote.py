"""A process that has loaded all and forks a child for each operation it is told.

A child is killed without a start-up of seconds before it. Told on standard input, a
line of JSON each; answers with the child's number, then with how it ended.
"""

import importlib
import json
import os
import pkgutil
import sys
import traceback
from pathlib import Path

import django
from django.core.mail.utils import DNS_NAME


def main() -> None:
    django.setup()
    from tests.stress import operations

    for module in pkgutil.iter_modules(operations.__path__):
        importlib.import_module(f"tests.stress.operations.{module.name}")
    # Asking for the machine's own name may take seconds: not in each child again.
    str(DNS_NAME)
    result = Path(sys.argv[1])
    print("ready", flush=True)
    for line in sys.stdin:
        name, arguments = json.loads(line)
        result.unlink(missing_ok=True)
        child = os.fork()
        if child == 0:
            _run(operations.OPERATIONS[name], arguments, result)
        print(child, flush=True)
        _child, status = os.waitpid(child, 0)
        print(status, flush=True)


def _run(operation, arguments, result: Path) -> None:
    try:
        result.write_text(json.dumps(operation(**arguments)))
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


if __name__ == "__main__":
    main()
