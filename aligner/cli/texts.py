"""The commands that need no pairs: `split` for sentences, and `doctor` for the installation."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from aligner.cli.app import app
from aligner.cli.options import AsLines, AsPlain, LanguageName, Output, Spoken
from aligner.cli.streams import prepare_outputs, read_input, write


@app.command(
    epilog="""Examples:

\b
  aligner split article.txt
  aligner split article.txt --format json
"""
)
def split(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text; - is stdin.")],
    language: Annotated[LanguageName | None, typer.Option(help="Else found from the script.")] = None,
    lines: AsLines = "auto",
    form: AsPlain = "text",
    output: Output = None,
) -> None:
    """Split a text into sentences, one a line; a line break inside a sentence becomes a blank."""
    import aligner
    from aligner.formats.jsonl import dumps
    from aligner.formats.visible import one_line

    prepare_outputs([file], output)
    sentences = aligner.split_sentences(read_input(file), language, lines=lines)
    if form == "json":
        write(dumps([asdict(sentence) for sentence in sentences]) + "\n", output)
    else:
        write("".join(f"{one_line(sentence.text)}\n" for sentence in sentences), output)


@app.command()
def doctor(language: Spoken = None) -> None:
    """Tell what is installed, what works, and how to get the rest; paste it into a bug report."""
    from aligner.formats.visible import visible
    from aligner.installation import description

    typer.echo("\n".join(map(visible, description().split("\n"))))
