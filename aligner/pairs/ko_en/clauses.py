"""Constants that decide when a Korean or English sentence is too short for its counterpart.

Both curves are fitted on trusted development news (859 pairs) against the same pairs with the end of the
English, or the beginning of the Korean, cut off at a clause border.
"""

from __future__ import annotations

from aligner.pairs.clauses import Clauses, Curve
from aligner.pairs.ko_en.abbreviated import abbreviated

# At these thresholds 1.9 (English short) and 1.0 (Korean short) of 100 trusted pairs are reported. We read
# these 25: in 20 of them one side really holds more than the other. Of pairs with more than three tenths cut
# off, 68 and 71 of 100 are found.
ENGLISH_SHORT = Curve(0.0, -10.4, -6.2, 3.0)
KOREAN_SHORT = Curve(-0.1, 6.9, -6.3, 1.2)
# Korean says `11년 만에` where English needs "for the first time in 11 years", so a number that both sides
# have counts as this many words (fitted with the curve; false alarms on our own pairs fall from 13 to 2 of
# 1000).
PER_SHARED_NUMBER = 2

CLAUSES = Clauses(KOREAN_SHORT, ENGLISH_SHORT, PER_SHARED_NUMBER, abbreviated)
