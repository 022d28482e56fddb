"""Names across scripts: where they stand, and whether a Hangul and a Latin form are the same one."""

from aligner.names.links import link_probabilities, link_probability
from aligner.names.mentions import Mention, english_names, korean_names

__all__ = ["Mention", "english_names", "korean_names", "link_probabilities", "link_probability"]
