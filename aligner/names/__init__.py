"""Where names are in a sentence, as its language shows them."""

from aligner.model.name import Mention
from aligner.names.mentions import read_names

__all__ = ["Mention", "read_names"]
