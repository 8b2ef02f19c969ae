#!/usr/bin/env bash
# Tests clients/python, with pandas and without, and clients/r, against a live service, and against one that misbehaves. All three must read
# the same. Then runs R CMD check, and the examples of their README.md. Needs R with jsonlite, and pandas (Debian: r-base-core,
# r-cran-jsonlite, python3-pandas).
#
# An example is the line <!-- example -->, then a fenced block of code, then a fenced block with what it prints.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/scripts/service.sh
fake=
trap '[[ -z $fake ]] || kill "$fake" 2>/dev/null || true; end_service' EXIT

fail() { printf '%s\n' "$*" >&2; exit 1; }
python=/usr/bin/python3
"$python" -c 'import pandas' || fail "pandas is missing (Debian: apt-get install --no-install-recommends python3-pandas)"
command -v Rscript >/dev/null || fail "Rscript is missing (Debian: apt-get install --no-install-recommends r-base-core)"
Rscript -e 'library(jsonlite)' || fail "jsonlite is missing (Debian: apt-get install --no-install-recommends r-cran-jsonlite)"

write() { # PATH ITEM
  curl --silent --show-error --fail-with-body --retry 9 --output "$work/written" --header "Authorization: Bearer $admin" \
    --header 'Content-Type: application/json' --data "{\"note\": \"Test\", \"item\": $2}" "$address/api/v1/$1" ||
    { cat "$work/written" >&2; exit 1; }
}

position() { # TARGET TEXT PARAGRAPH
  jq -n --arg text "$2" --argjson paragraph "$3" "{party: \"awkward\", $1, stance: \"OPPOSES\", summary: \$text, article: \"awkward\",
    paragraph: \$paragraph, statedOn: {edtf: \"2025-12\", basis: \"STATED\"}, terms: [\"change = -5.5 %\"]}"
}

dotnet build src/PeaceTalks.Api --verbosity quiet
start_service
write parties '{"slug": "awkward", "name": "Рада \"Угода, мир\", або ні", "kind": "OTHER"}'
write articles "$(jq -n '{slug: "awkward", title: "\"Ні\", каже рада", publishedOn: {edtf: "2025-12", basis: "STATED"},
  paragraphDigests: [range(1; 151) | tostring | ("0" * (64 - length)) + .]}')"
texts=('Україна каже: "ні", і крапка' $'one\ntwo' "'tis" '=1+1' 007 2025 NA TRUE 'a, b')
for i in "${!texts[@]}"; do write positions "$(position 'proposal: "ceasefire"' "${texts[i]}" $((i + 1)))"; done
# So many that no list of positions fits on one page.
for i in {1..130}; do write positions "$(position 'issue: "territory"' "Text $i" "$i")"; done

python3 tests/scripts/data_clients_fake.py "$work/fake-port" &
fake=$!
for _ in {1..100}; do [[ ! -s $work/fake-port ]] || break; sleep 0.1; done

mkdir "$work/library" "$work"/{pandas,plain,r}
R CMD INSTALL --library="$work/library" clients/r >"$work/install.log" 2>&1 ||
  { cat "$work/install.log" >&2; fail "R does not install clients/r"; }
FAKE_URL=http://127.0.0.1:$(cat "$work/fake-port")
REVISION=$(curl --silent --fail "$address/version" | jq .head)
export PEACETALKS_URL=$address/ WRITE_KEY=$admin FAKE_URL REVISION
export R_LIBS=$work/library PYTHONPATH=clients/python PYTHONDONTWRITEBYTECODE=1
unset PEACETALKS_KEY
READ=$work/pandas PEACETALKS_CACHE=$work/kept-pandas "$python" clients/python/test_peacetalks.py
READ=$work/plain PEACETALKS_CACHE=$work/kept-plain WITHOUT_PANDAS=1 "$python" clients/python/test_peacetalks.py
READ=$work/r PEACETALKS_CACHE=$work/kept-r Rscript clients/r/tests/peacetalks.R

tables=0
for file in "$work"/r/*.json; do
  for other in pandas plain; do
    diff <(jq --sort-keys . "$file") <(jq --sort-keys . "$work/$other/${file##*/}") >"$work/differ" ||
      { head -n 20 "$work/differ" >&2; fail "R and Python ($other) do not read the same: ${file##*/}"; }
  done
  tables=$((tables + 1))
done
((tables == 8)) || fail "Compared $tables tables, not 8"
echo "R and Python read the same: $tables tables"

# R's own check, for example of the page of help against the functions. It must have nothing to say.
cp -r clients/r "$work/check"
checked() { (cd "$work" && R CMD build check && R CMD check --no-manual peacetalks_*.tar.gz); }
checked >"$work/check.log" 2>&1 && grep -qx 'Status: OK' "$work/check.log" ||
  { cat "$work/check.log" >&2; fail "R CMD check is not content"; }

example() { # README COMMAND...
  awk -v code="$work/example" -v wanted="$work/wanted" '
    /^<!-- example -->/ { part = 1; next }
    /^```/ && part { inside = !inside; if (!inside) part++; next }
    inside && part == 1 { print >code }
    inside && part == 2 { print >wanted }' "$1"
  PEACETALKS_CACHE=$work/kept-example "${@:2}" "$work/example" | sed "s|$address|http://localhost:5080|; s|$epoch|...|" >"$work/printed"
  diff "$work/wanted" "$work/printed" || fail "The example in $1 prints something else"
  rm "$work/example" "$work/wanted"
  echo "The example in $1 prints what it says"
}
epoch=$(curl --silent --fail "$address/version" | jq --raw-output .epoch)
example clients/python/README.md "$python"
example clients/r/README.md Rscript
