"""What an editor did with a document, as values: beads set anew, sentences rewritten, findings accepted.

`work` knows the changes and what stands after them, `edits` how spans follow a sentence that was rewritten,
`kept` the work file (`name.review.json`). The desk (`aligner.review`) makes changes; files and commands read
what was made.
"""

from aligner.corrections.kept import SUFFIX, corrected, is_work, plain_work, work_of
from aligner.corrections.work import Work

__all__ = ["SUFFIX", "Work", "corrected", "is_work", "plain_work", "work_of"]
