"""Room for all calls of a request, taken from the system once."""

from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
# Places for values, of eight bytes each. A page's calls, one within another, take a
# part of them; what is not touched takes no memory.
ROOM = 16 * 1024


def with_room(application: Application) -> Application:
    """The same, in a call so large that those within it find room beside it.

    CPython keeps the calls that are under way in pieces of 16 kB. A call that does not
    fit into the last piece has the system give it another, which goes back as soon as
    the call returns. Where a template's loop happens to stand at the end of a piece,
    that is done at each turn, and takes a good part of the time of a large page.
    """

    def roomy(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        return application(environ, start_response)

    # A piece is as large as the call that needs it, and up to twice as large.
    roomy.__code__ = roomy.__code__.replace(co_stacksize=ROOM)
    return roomy
