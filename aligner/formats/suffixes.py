"""The names of the formats, for commands that list them before any format is needed."""

# Suffixes of the files that hold alignments; `aligner.formats.FORMATS` writes and reads them.
ALIGNMENTS = (
    *(".json", ".jsonl", ".tsv", ".csv", ".tmx", ".xlf", ".xliff", ".ces", ".html", ".ladder", ".align"),
    ".moses",
)

# Formats of what `aligner check` finds; `aligner.formats.findings.WRITERS` writes them.
FINDINGS = ("json", "jsonl", "tsv", "csv", "github", "gitlab", "junit", "sarif")
