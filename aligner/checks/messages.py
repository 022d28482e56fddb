"""Messages: templates, filled with the forms that a finding is about.

A field that is a text is a surface form and stands in quotation marks, the middle of a long one left out;
with the format `plain` (`{times:plain}`) it stands as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from string import Formatter

from aligner.checks.finding import quoted


class _Form(str):
    """A surface form, which a template shows in quotation marks."""

    def __format__(self, format_spec: str) -> str:
        return str(self) if format_spec == "plain" else quoted(self)


def render(
    template: str, fields: Mapping[str, str | int], source: str | None = None, target: str | None = None
) -> str:
    """The template with its fields filled in.

    Examples:
        >>> render("{source} is rendered as {target}: {times:plain}.", {"times": "too small"}, "3", "2")
        '“3” is rendered as “2”: too small.'
    """
    forms = {"source": source or "", "target": target or "", **fields}
    return template.format(
        **{name: _Form(form) if isinstance(form, str) else form for name, form in forms.items()}
    )


def fields_of(template: str) -> frozenset[str]:
    """Names of the fields of a template.

    Raises:
        ValueError: A brace has no partner.
    """
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


def read_back(message: str, templates: Iterable[str]) -> dict[str, str]:
    """The fields of a message, by the first of the templates that it may have been rendered from.

    Files keep messages, not their fields. Forms come without their quotation marks, long ones shortened.

    Examples:
        >>> read_back("“하나” is “one” before.", ["{source} is missing.", "{source} is {other} before."])
        {'source': '하나', 'other': 'one'}
    """
    for template in templates:
        pattern = "".join(
            re.escape(text) + (_field(name, spec or "") if name else "")
            for text, name, spec, _ in Formatter().parse(template)
        )
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return {name: form for name, form in match.groupdict().items() if form is not None}
    return {}


def _field(name: str, format_spec: str) -> str:
    """The pattern of a field; numbers, which stand without marks, are not read."""
    return f"(?P<{name}>.*?)" if format_spec else rf"(?:“(?P<{name}>.*?)”|\d+)"
