"""Messages are templates, filled with the surface forms and numbers of a finding.

A string field is a surface form: it is shown in quotation marks, and a long one is shortened in the middle.
With the format `plain` (`{times:plain}`) a string is inserted unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from string import Formatter

from aligner.checks.finding import quoted


class _Form(str):
    """A string that `format` shows in quotation marks, unless the format is `plain`."""

    def __format__(self, format_spec: str) -> str:
        return str(self) if format_spec == "plain" else quoted(self)


def render(
    template: str, fields: Mapping[str, str | int], source: str | None = None, target: str | None = None
) -> str:
    """Return a template with its fields filled in.

    Examples:
        >>> render("{source} is rendered as {target}: {times:plain}.", {"times": "too small"}, "3", "2")
        '“3” is rendered as “2”: too small.'
    """
    forms = {"source": source or "", "target": target or "", **fields}
    return template.format(
        **{name: _Form(form) if isinstance(form, str) else form for name, form in forms.items()}
    )


def fields_of(template: str) -> frozenset[str]:
    """Return the names of the fields of a template.

    Raises:
        ValueError: A brace is unbalanced.
    """
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


def read_back(message: str, templates: Iterable[str]) -> dict[str, str]:
    """Return the fields of a rendered message, read with the first template that matches; empty if none does.

    Needed because files keep messages without their fields. Surface forms are returned without quotation
    marks, and long ones stay shortened.

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
    """Return the regular expression for a field; a number, which has no quotation marks, is not captured."""
    return f"(?P<{name}>.*?)" if format_spec else rf"(?:“(?P<{name}>.*?)”|\d+)"
