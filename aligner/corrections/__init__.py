"""What an editor did with a document, as values: beads set anew, sentences rewritten, findings accepted.

`work` knows the changes and what stands after them, `edits` how spans follow a sentence that was rewritten,
`kept` the work file (`name.review.json`), `locked` how beads are found again in a page that changed. The desk
(`aligner.review`) makes changes; files and commands read what was made.
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
