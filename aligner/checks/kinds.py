"""The kinds of mismatches that the checks of the library find, in the order in which tables show them.

Categories are names of the MQM typology (Lommel, Uszkoreit & Burchardt 2014, "Multidimensional Quality
Metrics", and themqm.org for the present names); `source_damage`, `split` and `merge` are no translation
errors, so MQM has no name for them and the category is "none". A kind says by which others it is explained: a
number that the source lost characters of is not also a wrong number.
"""

from __future__ import annotations

from aligner.model.mismatch import Kind

NUMBER = Kind(
    "number",
    "accuracy/mistranslation/number",
    "error",
    "both sides state a number, the values differ",
    explained_by=("source_damage", "magnitude", "date"),
)
MAGNITUDE = Kind(
    "magnitude",
    "accuracy/mistranslation/number",
    "error",
    "same digits, off by a power of ten",
    explained_by=("source_damage",),
)
NUMBER_MISSING = Kind(
    "number_missing",
    "accuracy/omission",
    "warning",
    "a number of the source is not in the target",
    explained_by=(
        "source_damage",
        "magnitude",
        "date",
        "number",
        "unit",
        "sentence_dropped",
        "bracket",
        "clause_dropped",
    ),
)
NUMBER_ADDED = Kind(
    "number_added",
    "accuracy/addition",
    "warning",
    "a number of the target is not in the source",
    explained_by=("source_damage", "magnitude", "date", "number", "unit", "sentence_added", "clause_added"),
)
UNIT = Kind(
    "unit",
    "accuracy/mistranslation/unit-conversion",
    "error",
    "same number, another unit or currency",
    explained_by=("source_damage", "magnitude"),
)
PERCENT_POINTS = Kind(
    "percent_points",
    "accuracy/mistranslation/number",
    "warning",
    "percent on one side, percentage points on the other",
    explained_by=("source_damage", "magnitude"),
)
DATE = Kind(
    "date",
    "accuracy/mistranslation/date-time",
    "error",
    "another day, month, year, weekday or time",
    explained_by=("source_damage", "magnitude"),
)
BOUND = Kind(
    "bound",
    "accuracy/mistranslation/number",
    "warning",
    "same number, other bound: at least, about",
    explained_by=("source_damage", "magnitude"),
)
NAME = Kind(
    "name",
    "accuracy/mistranslation/entity",
    "warning",
    "another name stands where a name was",
    explained_by=("untranslated", "name_variant", "sentence_dropped", "sentence_added"),
)
NAME_VARIANT = Kind("name_variant", "terminology/inconsistent", "warning", "one name spelt in two ways")
SENTENCE_DROPPED = Kind(
    "sentence_dropped",
    "accuracy/omission",
    "error",
    "a source sentence has no translation",
    explained_by=("moved",),
)
SENTENCE_ADDED = Kind(
    "sentence_added",
    "accuracy/addition",
    "error",
    "a target sentence translates nothing",
    explained_by=("duplicate", "moved"),
)
CLAUSE_DROPPED = Kind(
    "clause_dropped",
    "accuracy/omission",
    "warning",
    "part of a source sentence has no translation",
    explained_by=("untranslated", "moved", "sentence_dropped"),
)
CLAUSE_ADDED = Kind(
    "clause_added",
    "accuracy/addition",
    "warning",
    "part of a target sentence translates nothing",
    explained_by=("untranslated", "duplicate", "moved", "sentence_added"),
)
UNTRANSLATED = Kind(
    "untranslated", "accuracy/untranslated", "error", "words of the source language left in the target"
)
DUPLICATE = Kind("duplicate", "accuracy/addition", "warning", "a sentence is translated twice")
MOVED = Kind(
    "moved",
    "organizational",
    "warning",
    "stands in another place than in the source",
    explained_by=("duplicate",),
)
QUOTATION = Kind(
    "quotation",
    "linguistic/punctuation",
    "warning",
    "quotation marks lost, unpaired or broken in two",
    explained_by=("source_damage",),
)
BRACKET = Kind("bracket", "linguistic/punctuation", "warning", "brackets lost or unpaired")
NEGATION = Kind("negation", "accuracy/mistranslation", "warning", "one side says not, the other does not")
INCONSISTENT = Kind(
    "inconsistent", "terminology/inconsistent", "info", "same source sentence, different translations"
)
REPEATED_WORD = Kind(
    "repeated_word", "linguistic/style", "info", "a word is coordinated with itself or stands twice"
)
PRONOUN = Kind("pronoun", "accuracy/mistranslation", "info", "the subject drifts between he, they and we")
GLOSSARY = Kind("glossary", "terminology/wrong-term", "warning", "not the term of the user's glossary")
SOURCE_DAMAGE = Kind("source_damage", "none", "warning", "the source itself lost characters on the way")
SPLIT = Kind(
    "split",
    "none",
    "info",
    "one source sentence became several",
    explained_by=("duplicate", "moved", "sentence_added"),
)
MERGE = Kind(
    "merge", "none", "info", "several source sentences became one", explained_by=("moved", "sentence_dropped")
)

KINDS_OF_LIBRARY = (
    NUMBER, MAGNITUDE, NUMBER_MISSING, NUMBER_ADDED, UNIT, PERCENT_POINTS, DATE, BOUND, NAME, NAME_VARIANT,
    SENTENCE_DROPPED, SENTENCE_ADDED, CLAUSE_DROPPED, CLAUSE_ADDED, UNTRANSLATED, DUPLICATE, MOVED,
    QUOTATION, BRACKET, NEGATION, INCONSISTENT, REPEATED_WORD, PRONOUN, GLOSSARY, SOURCE_DAMAGE,
    SPLIT, MERGE,
)  # fmt: skip
