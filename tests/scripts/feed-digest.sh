#!/usr/bin/env bash
# Prints the head of a ledger and a SHA-256 over its whole history: every revision, and each change with its state before and after.
#   tests/scripts/feed-digest.sh http://localhost:5080 [UP_TO_REVISION]
# The epoch is left out, so that a ledger and its restored copy have the same digest.
set -euo pipefail
address=$1
upto=${2:-$(curl --silent --show-error --fail "$address/api/v1/revisions?limit=1" | jq .head)}

after=0
while :; do
  page=$(curl --silent --show-error --fail "$address/api/v1/revisions?limit=1000&after=$after")
  next=$(jq -r .nextAfter <<<"$page")
  jq -c --argjson upto "$upto" '.items[] | select(.number <= $upto) | {number, at, author, note, changes}' <<<"$page"
  [[ $(jq '.items | length' <<<"$page") != 0 ]] || break
  after=$next
done | jq -sc 'group_by(.number)[] | {number: .[0].number, at: .[0].at, author: .[0].author, note: .[0].note, changes: map(.changes[])}' |
  sha256sum | sed "s/ .*//; s/^/$upto /"
