"""The Korean traits that the comparison of quantities needs.

Korean reports give the day on which something was said (`로이터통신은 21일 ... 전했다`); few translations do.
Headlines leave out the unit of money and of points (50억 투입, 코스피 3,000 돌파); any other number without a
unit has lost its counter.
"""

from __future__ import annotations

import re
from functools import cache

from aligner.expressions import expression
from aligner.languages.language import Comparing
from aligner.model.quantity import Quantity
from aligner.numerals.contexts import any_of
from aligner.tables import read_table

# Local time after a date shows that a foreign report is cited: 27일(현지시간).
LOCAL_TIME = expression(r"\s?[(\N{FULLWIDTH LEFT PARENTHESIS}](?:이하 )?(?:현지|한국)\s?(?:시[간각])?")
# A date after the topic or subject, or at the start (`은 21일 `); not `6월 21일`, `21일부터`.
BEHIND_TOPIC = expression(r"(?:^|[은는이가서며고,”\"\N{RIGHT SINGLE QUOTATION MARK}'])\s*$")
LONGEST_ENDING = 24  # characters at the end of a sentence that hold its verb


@cache
def _saying() -> re.Pattern[str]:
    """Return the pattern of a reporting verb at the end of its sentence: `...고 21일 밝혔다.`"""
    stems = "|".join(row["stem"] for _, row in read_table("ko/reporting_verbs.tsv"))
    return expression(rf"(?:{stems})(?:다|습니다)[.”\"]?$")


def is_day_of_report(quantity: Quantity, text: str) -> bool:
    """Return whether a date only gives the day of a report: `8일 말했다`, `27일(현지시간)`.

    Examples:
        >>> from aligner.languages.ko.quantities import read
        >>> for text in ("로이터통신은 21일 양측이 합의했다고 전했다.", "양측은 21일 만난다."):
        ...     is_day_of_report(read(text)[0], text)
        True
        False
    """
    if quantity.kind != "date" or quantity.unit != "day" or not str(quantity.value).startswith("XXXX-XX-"):
        return False
    if LOCAL_TIME.match(text, quantity.span.end):
        return True
    start = max(0, len(text) - LONGEST_ENDING)
    verb = _saying().search(text[start:].rstrip())
    if verb is None or not text.startswith(" ", quantity.span.end):
        return False
    if BEHIND_TOPIC.search(text[max(0, quantity.span.start - 3) : quantity.span.start]):
        return True
    between = start + verb.start() - quantity.span.end
    return (
        between <= LONGEST_ENDING
        and " " not in text[quantity.span.end : quantity.span.end + max(0, between)].strip()
    )


EARLY = expression(rf" ?(?:{any_of('ko', 'early part')})(?:{any_of('ko', 'end of a counter')})?(?![가-힣·])")
LATE = expression(rf" ?(?:{any_of('ko', 'late part')})(?:{any_of('ko', 'end of a counter')})?(?![가-힣·])")


def part_of_period(quantity: Quantity, text: str) -> str | None:
    """Return `early` or `late` if a date is limited to that part of its month or year, else None.

    Examples:
        >>> from aligner.languages.ko.quantities import read
        >>> [part_of_period(read(text)[0], text) for text in ("4월 초에", "2024년 말", "4월 초등학생")]
        ['early', 'late', None]
    """
    if EARLY.match(text, quantity.span.end):
        return "early"
    return "late" if LATE.match(text, quantity.span.end) else None


COMPARING = Comparing(
    day_lost=expression(r" ?[가-힣A-Z(]"),
    half_day=expression("오전|오후|새벽|아침|낮|점심|저녁|밤|자정|정오"),
    is_day_of_report=is_day_of_report,
    loses_characters=True,
    # Fahrenheit is always named in Korean; alcohol by volume often is not.
    meant={"degree": ("degree", "C", "abv")},
    noun_before=True,
    part_of_period=part_of_period,
    # A negation after the counter reverses the bound: 5g을 넘지 않는, 50명 이상이 아니다.
    changes=expression(
        r"뿐|불과|그[치친쳤칠]|제외|[지는] ?(?:않|못)|없|못하|늘[렸려어었]|줄[였여어었]|증가|감소"
        r"|넓[히혔]|확대|축소|올[라랐렸]|오르|내[렸려]|떨어|불어"
    ),
    # Not the negation of a bound itself: 255자를 넘을 수 없다, 5g을 넘지 않는다.
    denies=expression(
        r"(?<!넘)(?<!초과하)(?<!웃돌)지[는도]? ?(?:않|못)|(?<![을길할] 수 )(?<![을길할] 수는 )없"
        r"|아니|금지|제외|불가"
    ),
    rest=expression("나머지|포함"),
    turned=expression(r"[가-힣]{0,3}\s?[가-힣]{0,3}(?:지|이|가|서|어)(?:는|도)?\s?(?:않|못|말|아니|안)"),
    # A blank and a word after a number show a lost counter. Without a blank many words may follow (50돌파),
    # so that is evidence for a lost day only.
    unit_lost=expression(r" (?=[가-힣])(?!대 )"),
)
