"""The changes of an editor to a document, as values: new beads, rewritten sentences, accepted findings.

The module `work` has the changes and the state after them, `edits` moves spans when a sentence is rewritten,
`kept` reads and writes the values of a work file (`name.review.json`), and `locked` finds beads again in a
page that has changed. The desk (`aligner.review`) makes changes; formats and commands read them.
"""

from aligner.corrections.kept import SUFFIX, beads_of_works, corrected, is_work, values_of, work_of
from aligner.corrections.locked import beads_to_lock
from aligner.corrections.work import Work

__all__ = [
    "SUFFIX",
    "Work",
    "beads_of_works",
    "beads_to_lock",
    "corrected",
    "is_work",
    "values_of",
    "work_of",
]
