#!/usr/bin/env bash
# A job that checks translations on every change, on a small repository that this script makes.
#
# It fails on a new slip, passes once an editor has accepted it with a reason, and fails again where the same slip
# comes in another sentence. In a real repository the job is the one line of `job`; a service that shows findings
# beside the changed lines reads `--format github`, `gitlab`, `junit` or `sarif`.
#
#   bash examples/ci_job.sh
set -euo pipefail

aligner=${ALIGNER:-aligner}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

cat >aligner.toml <<'TOML'
fail-on = "error"
baseline = "accepted.tsv"

[[rules]]
name = "ascii_won"
target = '₩'
message = "Write won, not {target}."
TOML
touch accepted.tsv

unit() { # NUMBER SOURCE TARGET
    printf '   <trans-unit id="%s">\n    <source>%s</source>\n    <target>%s</target>\n   </trans-unit>\n' "$@"
}
strings() { # UNITS
    printf '<?xml version="1.0" encoding="UTF-8"?>\n'
    printf '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
    printf ' <file original="menu" source-language="ko" target-language="en" datatype="plaintext">\n  <body>\n'
    printf '%s\n' "$1"
    printf '  </body>\n </file>\n</xliff>\n'
}
job() { $aligner check strings.xlf --format github; }
expect() { # CODE
    local code=0
    job || code=$?
    [ "$code" = "$1" ] || { echo "the job ended with $code, not $1" >&2; exit 1; }
}

sales=$(unit 1 '매출은 12억 원이다.' 'Sales were 12 billion won.')
echo '== a new slip fails the job'
strings "$sales" >strings.xlf
expect 1

echo '== accepted with a reason, the job passes'
$aligner check strings.xlf --write-baseline accepted.tsv --accepted-by 'Kim' --reason 'as printed in the annual report'
expect 0

echo '== the same slip elsewhere fails it again'
strings "$sales
$(unit 2 '피해는 12억 원이다.' 'The damage was 12 billion won.')" >strings.xlf
expect 1
