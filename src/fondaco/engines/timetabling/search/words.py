"""Bits of 64-bit words and random numbers, in compiled code."""

from typing import Any

import numpy as np
from numba import types
from numba.core.config import DISABLE_JIT  # type: ignore[attr-defined] # set as read
from numba.extending import intrinsic

from fondaco.engines.timetabling.compiling import inlined, part
from fondaco.engines.timetabling.search.arrays import Words

ONE = np.uint64(1)
WORD = np.uint64(64)
LOW_HALF = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)


def compiled(kernel: Any) -> bool:
    """Say whether this process had to compile a kernel, not finding it on disk."""
    return not DISABLE_JIT and bool(kernel.stats.cache_misses)


if DISABLE_JIT:
    # Intrinsics exist in compiled code only; these keep the kernels debuggable.
    def popcount(word: Any) -> int:
        """Count the bits of a word."""
        return int(word).bit_count()

    def lowest(word: Any) -> int:
        """Give the place of the lowest bit of a word that has one."""
        return (int(word) & -int(word)).bit_length() - 1

    def highest(word: Any) -> int:
        """Give the place of the highest bit of a word that has one."""
        return int(word).bit_length() - 1

else:  # pragma: no cover - only the compiler reads these

    @intrinsic
    def popcount(typing_context, word):  # type: ignore[no-untyped-def]
        """Count the bits of a word."""

        def generate(context, builder, signature, args):  # type: ignore[no-untyped-def]
            return builder.ctpop(args[0])

        return types.int64(types.uint64), generate

    @intrinsic
    def lowest(typing_context, word):  # type: ignore[no-untyped-def]
        """Give the place of the lowest bit of a word that has one."""

        def generate(context, builder, signature, args):  # type: ignore[no-untyped-def]
            true = context.get_constant(types.boolean, True)
            return builder.cttz(args[0], true)

        return types.int64(types.uint64), generate

    @intrinsic
    def highest(typing_context, word):  # type: ignore[no-untyped-def]
        """Give the place of the highest bit of a word that has one."""

        def generate(context, builder, signature, args):  # type: ignore[no-untyped-def]
            true = context.get_constant(types.boolean, True)
            zeros = builder.ctlz(args[0], true)
            return builder.sub(context.get_constant(types.int64, 63), zeros)

        return types.int64(types.uint64), generate


@inlined
def bit(place: int) -> Any:
    """Give the word with one bit."""
    return ONE << np.uint64(place)


@part
def bit_number(word: Any, rank: int) -> int:
    """Give the place of the bit of a word that has `rank` bits below it."""
    for _ in range(rank):
        word &= word - ONE
    return int(lowest(word))


@part
def breaks_in(word: Any) -> int:
    """Count the gaps between the runs of bits of a word."""
    if word == np.uint64(0):
        return 0
    return int(popcount(word & ~(word << ONE))) - 1


@part
def draw(state: Words) -> Any:
    """Draw 64 random bits (xoroshiro128+; Blackman and Vigna, 2018)."""
    first, second = state[0], state[1]
    drawn = first + second
    second ^= first
    state[0] = (
        ((first << np.uint64(24)) | (first >> np.uint64(40)))
        ^ second
        ^ (second << np.uint64(16))
    )
    state[1] = (second << np.uint64(37)) | (second >> np.uint64(27))
    return drawn


@inlined
def scaled(half_word: Any, below: int) -> Any:
    """Turn 32 random bits into a number from 0 to `below` - 1."""
    # numba would leave int() of a word unsigned.
    return np.int64(((half_word & LOW_HALF) * np.uint64(below)) >> HALF)
