"""How the inner loops are compiled.

What Python calls is kept on disk; its parts are compiled into it, without being kept
and without ways in that nobody takes, which takes a fifth of the time.

References to arrays are not counted: whoever calls holds them, and nothing in a loop
makes one. Counting them at each step into a part, atomically, takes most of the time of
a search.
"""

from typing import TYPE_CHECKING

from numba import njit

if TYPE_CHECKING:
    # numba's types do not know all options.
    whole = part = inlined = njit(cache=True)
else:
    bare = {"error_model": "numpy", "_nrt": False}
    within = {**bare, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    whole = njit(cache=True, nogil=True, **bare)
    part = njit(**within)
    inlined = njit(forceinline=True, **within)
