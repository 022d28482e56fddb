"""Import one module of a package without running the `__init__` of the packages that hold it.

`import nltk` takes 0.3 to 0.4 s, or 1.5 s and 90 MB where scipy is installed, which nltk then imports; its
module Punkt alone takes a tenth of a second, and most of this goes into modules that only write files or
learn. So Punkt and the nltk modules that it needs to split are loaded as private copies under names inside
this package, with an `__import__` function of their own. This module puts nothing called `nltk` into
`sys.modules`: a later `import nltk` works as usual, even in another thread at the same moment.
"""

from __future__ import annotations

import builtins
import importlib
import logging
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from importlib.machinery import PathFinder
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType
from typing import Any

from aligner.forks import LOADING

log = logging.getLogger(__name__)


def load_alone(name: str, later: Collection[str] = ()) -> ModuleType:
    """Import a module such as `nltk.tokenize.punkt`, but not the packages that hold it.

    If the user has already imported the package, that import is used. If the module can't be loaded without
    its packages, it is imported in the ordinary way.

    Args:
        name: Full name of the module.
        later: Modules of the package from which it imports only functions and classes to call; each is loaded
            when the first of them is called.

    Raises:
        ImportError: The package is not installed.
    """
    package = name.partition(".")[0]
    with LOADING:
        imported = sys.modules.get(package)
        # While another thread is importing the package, it is not complete yet.
        if imported is None or getattr(getattr(imported, "__spec__", None), "_initializing", False):
            try:
                return _Register(name, later).load(name)
            except Exception:  # the package does not look as it did when this was written
                log.warning("%s can't be loaded alone, importing it whole", name, exc_info=True)
        return importlib.import_module(name)


class _Register:
    """A private `sys.modules` for one package: its modules by full name."""

    def __init__(self, wanted: str, later: Collection[str]) -> None:
        self.wanted, self.later = wanted, later
        self.package = wanted.partition(".")[0]
        self.modules: dict[str, ModuleType] = {}
        self.builtins = {**vars(builtins), "__import__": self.import_module}

    def load(self, name: str) -> ModuleType:
        if name in self.modules:
            return self.modules[name]
        parent, _, child = name.rpartition(".")
        if name in self.later:
            self.modules[name] = _Later(name, self._load_late)
            setattr(self.load(parent), child, self.modules[name])
            return self.modules[name]
        origin_spec = PathFinder.find_spec(name, self.load(parent).__path__ if parent else None)
        if origin_spec is None or origin_spec.origin is None:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        spec = spec_from_file_location(
            f"{__name__}.{name}",
            origin_spec.origin,
            submodule_search_locations=origin_spec.submodule_search_locations,
        )
        assert spec is not None and spec.loader is not None, origin_spec.origin
        module = self.modules[name] = module_from_spec(spec)
        sys.modules[spec.name] = module  # dataclasses look their module up there
        if not self.wanted.startswith(f"{name}."):
            # A function finds its builtins in its module, so imports inside functions come here too.
            module.__dict__["__builtins__"] = self.builtins
            spec.loader.exec_module(module)
        if parent:
            setattr(self.modules[parent], child, module)
        return module

    def _load_late(self, name: str) -> ModuleType:
        with LOADING:
            if isinstance(self.modules[name], _Later):
                self.later = [other for other in self.later if other != name]
                del self.modules[name]
            return self.load(name)

    def import_module(
        self,
        name: str,
        globals: Mapping[str, Any] | None = None,
        locals: Mapping[str, Any] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        """Replace `__import__` for the modules of the register; the imports of nltk are never relative."""
        if level or name.partition(".")[0] != self.package:
            return __import__(name, globals, locals, fromlist or (), level)
        module = self.load(name)
        for part in fromlist or ():
            if part != "*" and not hasattr(module, part) and hasattr(module, "__path__"):
                self.load(f"{name}.{part}")
        return module if fromlist else self.modules[self.package]


class _Later(ModuleType):
    """Stands for a module until something of it is called."""

    def __init__(self, name: str, load: Callable[[str], ModuleType]) -> None:
        super().__init__(name)
        self._load = load

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *given, **named: getattr(self._load(self.__name__), name)(*given, **named)
