"""Synthetic errors in clean translations, to measure how many the checks find and what they flag falsely.

`KINDS` has, for each kind of error, how it is made and which kinds of mismatches name it.

>>> KINDS["negation"][1]
('negation',)
"""

from aligner.synthetic.error import KINDS, SyntheticError, stress
from aligner.synthetic.recall import Recall, StressScores, measure_recall

__all__ = ["KINDS", "Recall", "StressScores", "SyntheticError", "measure_recall", "stress"]
