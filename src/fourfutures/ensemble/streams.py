"""Named random streams: threefry2x32-20 keyed by seed, name and entity, counted by member and step.

A draw depends on its name alone, so order, chunk and thread do not matter, and adding a country, a parameter or a
lever changes no other draw. The generator is that of Salmon et al. 2011 (Random123); uniforms keep 23 bits, which a
32-bit kernel can repeat exactly.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint32]
Reals = NDArray[np.float64]

_ROTATIONS = (13, 15, 26, 6, 17, 29, 16, 24)
_PARITY = np.uint32(0x1BD11BDA)


def threefry2x32(key_0: Words, key_1: Words, counter_0: Words, counter_1: Words) -> tuple[Words, Words]:
    """Twenty rounds of threefry2x32 on broadcast arrays of 32-bit words; returns two words for each counter."""
    shape = np.broadcast_shapes(key_0.shape, key_1.shape, counter_0.shape, counter_1.shape)
    keys = (key_0, key_1, key_0 ^ key_1 ^ _PARITY)
    x = np.empty(shape, np.uint32)
    y = np.empty(shape, np.uint32)
    spare = np.empty(shape, np.uint32)
    np.add(counter_0, keys[0], out=x)
    np.add(counter_1, keys[1], out=y)
    for group in range(5):
        for rotation in _ROTATIONS[4 * (group % 2) : 4 * (group % 2) + 4]:
            np.add(x, y, out=x)
            np.right_shift(y, np.uint32(32 - rotation), out=spare)
            np.left_shift(y, np.uint32(rotation), out=y)
            np.bitwise_or(y, spare, out=y)
            np.bitwise_xor(y, x, out=y)
        np.add(x, keys[(group + 1) % 3], out=x)
        np.add(y, keys[(group + 2) % 3] + np.uint32(group + 1), out=y)
    return x, y


def stream_key(seed: int, name: str, entity: str = "") -> tuple[int, int]:
    """The 64-bit key of a stream, as two words, from the seed, the stream's name and an entity code."""
    digest = hashlib.blake2b(f"{seed}/{name}/{entity}".encode(), digest_size=8).digest()
    return int.from_bytes(digest[:4], "little"), int.from_bytes(digest[4:], "little")


def to_uniform(words: Words) -> Reals:
    """Uniforms in the open interval (0, 1): the middle of one of 2**23 equal cells."""
    return ((words >> np.uint32(9)).astype(np.float64) + 0.5) * 2.0**-23


class Stream:
    """One or several named streams read together.

    `names` are pairs (stream name, entity code). Draws have shape (streams, members); each row is what the stream
    gives on its own.
    """

    def __init__(self, seed: int, names: Sequence[tuple[str, str]]) -> None:
        words = np.array([stream_key(seed, name, entity) for name, entity in names], dtype=np.uint32)
        self._key_0 = words[:, :1]
        self._key_1 = words[:, 1:]
        self._pair: tuple[int, Words, Words] | None = None

    @classmethod
    def by_entity(cls, seed: int, name: str, entities: Sequence[str]) -> Stream:
        """One stream name for several entities."""
        return cls(seed, [(name, entity) for entity in entities])

    def uniform(self, members: NDArray[np.int64], step: int = 0) -> Reals:
        """Uniforms of one step; one call of the generator serves an even step and the odd one after it."""
        half = step // 2
        if self._pair is None or self._pair[0] != half:
            counter = members.astype(np.uint32)[None, :]
            first, second = threefry2x32(self._key_0, self._key_1, counter, np.full((1, 1), half, np.uint32))
            self._pair = (half, first, second)
        _, first, second = self._pair
        return to_uniform(second if step % 2 else first)
