"""Import one module of a package without running the `__init__` of the packages that hold it.

`import nltk` takes 0.3 to 0.4 s, or 1.5 s and 90 MB where scipy is installed, which nltk then imports; its
module Punkt alone takes a tenth of a second. So Punkt and the nltk modules that it imports are loaded as
private copies under names inside this package, with an `__import__` function of their own. This module puts
nothing called `nltk` into `sys.modules`: a later `import nltk` works as usual, even in another thread at the
same moment.
"""

from __future__ import annotations

import builtins
import importlib
import logging
import sys
from collections.abc import Mapping, Sequence
from importlib.machinery import PathFinder
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType
from typing import Any

from aligner.forks import LOADING

log = logging.getLogger(__name__)


def load_alone(name: str) -> ModuleType:
    """Import a module such as `nltk.tokenize.punkt`, but not the packages that hold it.

    If the user has already imported the package, that import is used. If the module can't be loaded without
    its packages, it is imported in the ordinary way.

    Raises:
        ImportError: The package is not installed.
    """
    package = name.partition(".")[0]
    with LOADING:
        imported = sys.modules.get(package)
        # While another thread is importing the package, it is not complete yet.
        if imported is None or getattr(getattr(imported, "__spec__", None), "_initializing", False):
            try:
                return _Register(name).load(name)
            except Exception:  # the package does not look as it did when this was written
                log.warning("%s can't be loaded alone, importing it whole", name, exc_info=True)
        return importlib.import_module(name)


class _Register:
    """A private `sys.modules` for one package: its modules by full name."""

    def __init__(self, wanted: str) -> None:
        self.wanted = wanted
        self.package = wanted.partition(".")[0]
        self.modules: dict[str, ModuleType] = {}
        self.builtins = {**vars(builtins), "__import__": self.import_module}

    def load(self, name: str) -> ModuleType:
        if name in self.modules:
            return self.modules[name]
        parent, _, child = name.rpartition(".")
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
