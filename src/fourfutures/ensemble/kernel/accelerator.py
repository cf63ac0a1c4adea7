"""Members run by JAX, on a GPU where it finds one: the same passes, streams and tables as the compiled kernel."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.errors import EnsembleError
from fourfutures.ensemble.guide import moved
from fourfutures.ensemble.kernel.engine import Ids, Part
from fourfutures.ensemble.kernel.experiment import Experiment
from fourfutures.ensemble.lever_path import LeverPath
from fourfutures.errors import Both

# Members that one call of the program runs, powers of two: on a processor few enough for its cache, on a GPU enough that
# starting a step costs little beside doing it (both measured: docs/how-to/use-a-gpu.md).
BLOCK_OF_CPU, BLOCK_OF_OTHERS = 512, 65536


class Accelerator:
    """A bound study ready to run on JAX, with the calls of `Engine`.

    A member is the same as in every other reading up to rounding, not to the bit: the order in which partners are added
    up is the library's. Published results therefore come from `Engine`.
    """

    def __init__(
        self,
        binding: Binding,
        gamma: float,
        gammas: Sequence[float],
        end_months: Sequence[int],
        levers: LeverPath,
        platform: str | None = None,
        block: int | None = None,
    ) -> None:
        """`platform` is "gpu" or "cpu", by default what JAX prefers; `block` members run at once.

        Raises EnsembleError if JAX is not installed or finds no such processor.
        """
        self.binding = binding
        self._jax = _library()
        self._device = _device(self._jax, platform)
        self._block = block or (BLOCK_OF_CPU if self._device.platform == "cpu" else BLOCK_OF_OTHERS)
        self._experiment = Experiment.of(binding, gamma, gammas, end_months, levers)
        e = self._experiment
        arrays = e.tables._asdict() | e._asdict()
        for name in ("prior_names", "tables", "months", "end_months"):
            del arrays[name]
        with _double_precision(self._jax):
            self._arrays = self._jax.device_put(arrays, self._device)

    @property
    def prior_names(self) -> tuple[str, ...]:
        """Names of the rows of `Part.values`."""
        return self._experiment.tables.prior_names

    @property
    def device(self) -> str:
        """Kind of processor that members run on, in JAX's words."""
        return str(self._device.device_kind)

    def run(self, ids: Ids, fans: bool = False) -> Part:
        """Run members, block by block; a block is under way on the device while the one before it is brought back."""
        e, count = self._experiment, ids.shape[0]
        width = min(
            self._block, 1 << max(count - 1, 0).bit_length()
        )  # few widths, so few programs to compile
        whole: dict[str, NDArray[Any]] = {
            "fans": np.empty((0, 4, e.tables.table.shape[0], count), np.float32)
        }
        pieces = [ids[first : first + width] for first in range(0, max(count, 1), width)]
        waiting = self._start(pieces[0], width, fans)
        for number, piece in enumerate(pieces):
            arrays = waiting
            if number + 1 < len(pieces):
                waiting = self._start(pieces[number + 1], width, fans)
            members = slice(number * width, number * width + piece.shape[0])
            for name, array in arrays.items():
                if number == 0:
                    whole[name] = np.empty((*array.shape[:-1], count), array.dtype)
                whole[name][..., members] = np.asarray(array)[..., : piece.shape[0]]
        return Part(ids, **whole, once=e.once(whole["values"]))

    def _start(self, ids: Ids, width: int, fans: bool) -> dict[str, Any]:
        """Begin to run members, padded to a width; the arrays returned may not be there yet."""
        from fourfutures.ensemble.kernel import program  # imports JAX

        padded = np.pad(ids, (0, width - ids.shape[0]))
        months = tuple(int(month) for month in self._experiment.end_months)
        with _double_precision(self._jax):
            members = self._jax.device_put(padded.astype(np.uint32), self._device)
            guided = self._jax.device_put(moved(padded), self._device)
            found: dict[str, Any] = program.members(self._arrays, members, guided, months, fans)
        for array in found.values():
            array.copy_to_host_async()  # brought back while the device runs the next block
        return found


def _library() -> ModuleType:
    try:
        return importlib.import_module("jax")
    except ImportError as absent:
        raise EnsembleError(
            where=Both("extra gpu", "附加组件 gpu"),
            what=Both(f"JAX cannot be imported ({absent})", f"无法导入 JAX（{absent}）"),
            remedy=Both(
                'install it with pip install "fourfutures[gpu]", or run members with Engine, which needs no extra',
                '请安装：pip install "fourfutures[gpu]"，或改用不需附加组件的 Engine',
            ),
        ) from absent


def _device(jax: ModuleType, platform: str | None) -> Any:
    try:
        return jax.devices(platform)[0]
    except RuntimeError as absent:
        raise EnsembleError(
            where=Both(f"platform {platform}", f"平台 {platform}"),
            what=Both(f"JAX finds no such processor ({str(absent).splitlines()[0]})", "JAX 找不到这种处理器"),
            remedy=Both(
                'install the build of JAX for it, such as pip install "jax[cuda12]", or leave platform out',
                '请安装对应的 JAX 版本，如 pip install "jax[cuda12]"，或不写平台',
            ),
        ) from absent


def _double_precision(jax: ModuleType) -> Any:
    """A scope in which JAX keeps double precision where it is asked for."""
    if hasattr(jax, "enable_x64"):
        return jax.enable_x64(True)
    return importlib.import_module("jax.experimental").enable_x64()  # where it stood in earlier versions
