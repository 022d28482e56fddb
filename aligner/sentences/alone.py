"""Imports one module of a package without running the package's own `__init__`.

`import kss` costs ten seconds and 334 MB, `import nltk` two seconds and 113 MB; we need one module
of each, which takes a tenth of a second. So the module is loaded under a name of ours: it and the
modules of its package that it imports get an `__import__` of their own, which finds them in a private
register. Nothing called `kss` ever stands in `sys.modules` because of us, so there is nothing to put
back: a later `import kss` runs as if we were not there, even in another thread at the same moment.
"""

from __future__ import annotations

import builtins
import importlib
import logging
import sys
import threading
from collections.abc import Mapping, Sequence
from importlib.machinery import PathFinder
from importlib.util import module_from_spec, resolve_name, spec_from_file_location
from types import ModuleType
from typing import Any

log = logging.getLogger(__name__)

_LOCK = threading.RLock()
_PREFIX = f"{__name__}."  # kss.x is known to `sys.modules` as aligner.sentences.alone.kss.x


def load_alone(
    name: str,
    hollow: frozenset[str],
    given: Mapping[str, ModuleType] | None = None,
    absent: frozenset[str] = frozenset(),
) -> ModuleType:
    """Import `name`, but of the packages in `hollow` nothing except the modules that it needs.

    If the user has imported the package already, that one is used and nothing is loaded. If not, the
    module and those it imports from its own package are private copies under names of ours. If that
    fails, the plain import takes its place.

    Args:
        name: Full name, such as `nltk.tokenize.punkt`.
        hollow: Packages whose `__init__` is not run, with `name`'s top-level package among them.
        given: Modules to hand over under the given full names instead of loading them.
        absent: Top-level packages that are reported as not installed.

    Raises:
        ImportError: The package is not installed.
    """
    package = name.partition(".")[0]
    with _LOCK:
        if _is_imported(package):
            return importlib.import_module(name)
        try:
            return _Register(package, hollow, given or {}, absent).load(name)
        except Exception:  # the package does not look as it did when this was written
            log.warning("%s can't be loaded alone, importing it whole", name, exc_info=True)
            return importlib.import_module(name)


def _is_imported(package: str) -> bool:
    """Whether the package is there and complete, not in the middle of an import in another thread."""
    module = sys.modules.get(package)
    return module is not None and not getattr(getattr(module, "__spec__", None), "_initializing", False)


class _Register:
    """The modules of one package, by full name, as `sys.modules` would hold them."""

    def __init__(
        self, package: str, hollow: frozenset[str], given: Mapping[str, ModuleType], absent: frozenset[str]
    ) -> None:
        self.package = package
        self.hollow = hollow
        self.absent = absent
        self.modules: dict[str, ModuleType] = dict(given)
        self.builtins = {**vars(builtins), "__import__": self.import_module}

    def load(self, name: str) -> ModuleType:
        if name in self.modules:
            return self.modules[name]
        parent, _, child = name.rpartition(".")
        found = PathFinder.find_spec(name, self.load(parent).__path__ if parent else None)
        if found is None or found.origin is None:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        spec = spec_from_file_location(
            _PREFIX + name, found.origin, submodule_search_locations=found.submodule_search_locations
        )
        assert spec is not None and spec.loader is not None, found.origin
        module = self.modules[name] = module_from_spec(spec)
        sys.modules[spec.name] = module  # dataclasses look their module up there
        if name not in self.hollow:
            # A function finds its builtins in its module, so imports inside functions come here too.
            module.__dict__["__builtins__"] = self.builtins
            spec.loader.exec_module(module)
        if parent:
            setattr(self.modules[parent], child, module)
        return module

    def import_module(
        self,
        name: str,
        globals: Mapping[str, Any] | None = None,
        locals: Mapping[str, Any] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        """What the `import` statement calls in the modules of the register."""
        full = name
        if level:
            full = resolve_name("." * level + name, str((globals or {})["__package__"])).removeprefix(_PREFIX)
        top = full.partition(".")[0]
        if top in self.absent:
            raise ModuleNotFoundError(f"{top!r} is left out on purpose", name=top)
        if top != self.package:
            return __import__(name, globals, locals, fromlist or (), level)
        module = self.load(full)
        for part in fromlist or ():
            if part != "*" and not hasattr(module, part) and hasattr(module, "__path__"):
                self.load(f"{full}.{part}")
        return module if fromlist else self.modules[top]
