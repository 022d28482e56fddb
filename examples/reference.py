"""Build the reference of all public names, from their docstrings, as pages for the browser.

python examples/reference.py FOLDER     needs the extra `dev`; open FOLDER/index.html
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

# What users import from. `aligner` holds what most of them need; the others follow the way of a text.
MODULES = (
    "aligner",
    "aligner.page",
    "aligner.sentences",
    "aligner.quantities",
    "aligner.lexicon",
    "aligner.checks",
    "aligner.formats",
    "aligner.synthetic",
    "aligner.pipelines.arrow",
    "aligner.pipelines.spark",
    "aligner.pipelines.spacy",
    "aligner.languages",
    "aligner.pairs",
)
# Signatures with types of an engine can only be shown where that engine is installed.
ENGINES = {"aligner.pipelines.spark": "pyspark", "aligner.pipelines.spacy": "spacy"}


def modules() -> Iterator[str]:
    """The modules that can be shown here; of the others it says which package they need."""
    for module in MODULES:
        engine = ENGINES.get(module)
        if engine is None or find_spec(engine):
            yield module
        else:
            print(f"{module} is left out: {engine} is not installed")


def build(folder: Path) -> None:
    """Write a page for each module, an index and a search.

    pdoc warns where it can't resolve a type; CI turns warnings into errors.
    """
    import pdoc
    import pdoc.render

    shown = list(modules())
    for module in map(import_module, shown):
        for name in getattr(module, "__all__", ()):
            getattr(module, name)  # some are loaded when they are asked for, and pdoc does not ask
    pdoc.render.configure(docformat="google")
    pdoc.pdoc(*shown, output_directory=folder)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    build(Path(sys.argv[1]))
    print(f"{sys.argv[1]}/index.html")
