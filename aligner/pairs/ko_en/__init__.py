"""Korean and English."""

from __future__ import annotations

from aligner.languages import language
from aligner.languages.ko.surnames import surname_spellings
from aligner.pairs.ko_en import implied, roles
from aligner.pairs.ko_en.asides import ASIDES
from aligner.pairs.ko_en.changed_names import CHANGED_NAMES
from aligner.pairs.ko_en.clauses import CLAUSES
from aligner.pairs.ko_en.confidence import likelihood_table
from aligner.pairs.ko_en.cover import COVER
from aligner.pairs.ko_en.drift import DRIFTS
from aligner.pairs.ko_en.honorifics import honoured_speaker
from aligner.pairs.ko_en.ladder import LADDER
from aligner.pairs.ko_en.length import LENGTH
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.links import LINKS
from aligner.pairs.ko_en.markers import MARKERS
from aligner.pairs.ko_en.missing import missing_names
from aligner.pairs.ko_en.names import NAMES
from aligner.pairs.ko_en.negation import negated
from aligner.pairs.ko_en.opposites import opposites
from aligner.pairs.ko_en.strangers import unlike_common_words
from aligner.pairs.pair import LanguagePair, PagePair

PAIR = LanguagePair(
    first=language("ko"),
    second=language("en"),
    asides=ASIDES,
    changed_names=CHANGED_NAMES.starting,
    clauses=CLAUSES,
    cover=COVER,
    drifts=DRIFTS,
    honoured_speaker=honoured_speaker,
    implied=implied.implied,
    ladder=LADDER,
    length=LENGTH,
    lexicon=news_lexicon,
    likelihoods=likelihood_table,
    links=LINKS,
    named_sizes=implied.named_sizes,
    markers=MARKERS,
    missing_names=missing_names,
    names=NAMES,
    negated=negated,
    opposites=opposites,
    # Korean headlines drop particles and verbs that English restores: 3.2 English letters per syllable,
    # against 2.4 in running text (own pages and the seed page), with a wide spread.
    page=PagePair(captions="ko_en/page_captions.tsv", headline_ratio=3.2, notice="ko_en/notice_words.tsv"),
    role_words=roles.role_words,
    said_otherwise=implied.said_otherwise,
    surnames=surname_spellings,
    unlike_common_words=unlike_common_words,
)
