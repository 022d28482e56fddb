"""Names across scripts: where they stand, and whether a Hangul and a Latin form are the same one."""

from aligner.model.name import Mention
from aligner.names.links import link_probabilities, link_probability
from aligner.names.mentions import english_names, korean_names

__all__ = ["Mention", "english_names", "korean_names", "link_probabilities", "link_probability"]
