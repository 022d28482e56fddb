"""Decide by counterparts which lines of a page are its article, and how sure the reading of the page is."""

from aligner.counterparts.settle import Settled, anchored, settle
from aligner.counterparts.trust import reading_confidence

__all__ = ["Settled", "anchored", "reading_confidence", "settle"]
