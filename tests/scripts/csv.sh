#!/usr/bin/env bash
# Checks what LibreOffice makes of CSV from a live service, when told to guess as much as it can: to a spreadsheet (.xlsx, .fods) and back to CSV.
# Nothing may be computed, no text and no month may become another value, and numbers and days must stay numbers and days. Needs soffice
# (Debian: apt-get install --no-install-recommends libreoffice-calc-nogui) and python3.
# Then checks that workbooks open in LibreOffice with the same values, that R and pandas read the same cells from an address as Python's csv
# does, and that clients notice a table that breaks off. Needs Rscript and pandas (Debian: r-base-core, python3-pandas).
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/scripts/service.sh
command -v soffice >/dev/null || { echo "soffice is missing (Debian: apt-get install --no-install-recommends libreoffice-calc-nogui)" >&2; exit 1; }

command -v Rscript >/dev/null || { echo "Rscript is missing (Debian: apt-get install --no-install-recommends r-base-core)" >&2; exit 1; }
pandas=/usr/bin/python3
"$pandas" -c 'import pandas' || { echo "pandas is missing (Debian: apt-get install --no-install-recommends python3-pandas)" >&2; exit 1; }

write() { # PATH ITEM
  curl --silent --show-error --fail-with-body --output /dev/null --header "Authorization: Bearer $admin" --header 'Content-Type: application/json' \
    --data "{\"note\": \"For a spreadsheet\", \"item\": $2}" "$address/api/v1/$1"
}

convert() { # TO EXTENSION [IMPORT-FILTER]
  timeout 240 soffice -env:UserInstallation="file://$work/office" --headless ${3:+--infilter="$3"} --convert-to "$1" --outdir "$work/out" "$work"/*/*."$2" >"$work/soffice.log" 2>&1 ||
    { cat "$work/soffice.log" >&2; echo "soffice does not convert .$2 to $1" >&2; exit 1; }
}

dotnet build src/PeaceTalks.Api --verbosity quiet
start_service

write articles "$(jq -n '{slug: "sheet", title: "=HYPERLINK(\"http://x\"; \"Угода\")", outlet: "Українська правда", authors: ["=A1"], publishedOn: {edtf: "2025-12", basis: "STATED"},
  paragraphDigests: [range(1; 41) | tostring | ("0" * (64 - length)) + .]}')"
texts=('=1+1' '@SUM(A1:A9)' '+1+1' '-2+3' "=cmd|' /C calc'!A0" "'tis" 'Україна відкидає «це», "зовсім"' $'one\ntwo' '007' '2025-12' '1/2' '1e5' 'TRUE' 'March 3' '10:30' '5 %' '＝1+1' ' =1+1')
for i in "${!texts[@]}"; do
  write positions "$(jq -n --arg text "${texts[i]}" --argjson paragraph $((i + 1)) '{party: "ukraine", issue: "territory", stance: "OPPOSES", summary: $text, quote: $text,
    article: "sheet", paragraph: $paragraph, statedOn: {edtf: "2025-12", basis: "STATED"}, terms: ["change = -5.5 %", "distance <= 40 km"]}')"
done

mkdir "$work/in" "$work/out"
curl --silent --fail "$address/openapi/v1.json" >"$work/openapi.json"
lists=(
  'positions?article=sheet&sort=statedOn' 'held-positions?fragility=true' 'diffs?from=2025-11-01&to=2026-01-31' 'matrix?rows=proposals&stanceSince=true'
  'comparisons?left=ukraine&right=russia' 'articles?' 'parties?' 'milestones?' 'meetings?' 'revisions?after=0'
)
for list in "${lists[@]}"; do
  curl --silent --fail "$address/api/v1/$list&format=csv&columns=all&bom=true" >"$work/in/${list%%\?*}.csv"
done
curl --silent --fail "$address/api/v1/${lists[0]}&limit=200" >"$work/positions.json"

# Commas, double quotes, UTF-8, start at the first line, no column formats, system language, guess in quoted cells too, detect special numbers.
convert xlsx csv 'CSV:44,34,76,1,,0,false,true'
convert fods xlsx
convert 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false' xlsx
for list in "${lists[@]}"; do
  name=${list%%\?*}
  python3 tests/scripts/csv_cells.py "/api/v1/$name" "$work/openapi.json" "$work/in/$name.csv" "$work/out/$name.fods" "$work/out/$name.csv"
done

python3 - "$work/positions.json" "$work/out/positions.csv" "${texts[@]}" <<'PYTHON'
import csv, json, sys
texts, items = sys.argv[3:], json.load(open(sys.argv[1], encoding="utf-8"))["items"]
rows = list(csv.DictReader(open(sys.argv[2], encoding="utf-8-sig", newline="")))
bare = lambda cell: cell[1:] if cell.startswith("'") else cell
assert [item["summary"] for item in items] == texts, "not what was written"
assert [bare(row["summary"]) for row in rows] == texts, [row["summary"] for row in rows]
assert [bare(row["citationQuote"]) for row in rows] == texts
assert {(bare(row["statedOnEdtf"]), row["statedOnEarliest"], row["statedOnLatest"]) for row in rows} == {("2025-12", "2025-12-01", "2025-12-31")}
assert {(row["term1Value"], row["term2Value"], row["score"]) for row in rows} == {("-5.5", "40", "-2")}
print(f"{len(texts)} texts came back from a spreadsheet as they were written")
PYTHON

# The same tables, whole and with the columns that they have by default, as others read them from the address.
mkdir "$work/short" "$work/books" "$work/sheets"
for list in "${lists[@]}"; do
  name=${list%%\?*}
  question=$address/api/v1/$list
  curl --silent --fail "$question&format=csv" >"$work/short/$name.csv"
  Rscript -e 'args <- commandArgs(TRUE)
    table <- read.csv(args[1], colClasses = "character", check.names = FALSE, na.strings = NULL, encoding = "UTF-8")
    write.csv(table, args[2], row.names = FALSE, fileEncoding = "UTF-8", eol = "\r\n")' "$question&format=csv" "$work/short/$name.R"
  python3 tests/scripts/csv_agree.py compare "$work/short/$name.csv" "$work/short/$name.R"
  "$pandas" tests/scripts/csv_agree.py read "$question&format=csv" >"$work/short/$name.pandas"
  python3 tests/scripts/csv_agree.py compare "$work/short/$name.csv" "$work/short/$name.pandas"
  curl --silent --fail "$question&format=xlsx" >"$work/books/$name.xlsx"
done

# The first sheet of each workbook as CSV, with values as they are and not as they are shown.
timeout 240 soffice -env:UserInstallation="file://$work/office" --headless \
  --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1' --outdir "$work/sheets" "$work"/books/*.xlsx >"$work/soffice.log" 2>&1 ||
  { cat "$work/soffice.log" >&2; echo "soffice does not open the workbooks" >&2; exit 1; }
for list in "${lists[@]}"; do
  name=${list%%\?*}
  python3 tests/scripts/csv_agree.py workbook "$work/short/$name.csv" "$(ls "$work"/sheets/"$name"*.csv)"
done
