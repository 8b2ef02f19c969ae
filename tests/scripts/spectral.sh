#!/usr/bin/env bash
# Checks the OpenAPI document against Spectral's rules for OpenAPI and those of OWASP for APIs. There must be no findings, not even a warning. The
# control is a copy with one fault of each kind: all of them must be found. Needs npm and its registry, which `dotnet test` must not need.
set -euo pipefail
cd "$(dirname "$0")/../.."

npm ci --prefix tests/openapi-rules --no-audit --no-fund --silent

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Prints the findings, one per line.
findings() { # DOCUMENT
  (cd tests/openapi-rules && node_modules/.bin/spectral lint --ruleset .spectral.yaml --fail-severity error --format json --quiet "$1") >"$work/found.json" || [[ $? == 1 ]]
  jq --raw-output '.[] | "\(.code) at \(.path | join("."))"' "$work/found.json"
}

findings "$PWD/docs/openapi.json" >"$work/found"
if [[ -s $work/found ]]; then
  cat "$work/found" >&2
  echo "docs/openapi.json breaks $(wc -l <"$work/found") rules" >&2
  exit 1
fi

jq '
  del(.components.schemas.Reference.properties.name.maxLength)
  | del(.components.schemas.PartyInput.properties.aliases.maxItems)
  | del(.components.schemas.RemarkInput.properties.paragraph.minimum)
  | del(.paths["/api/v1/parties"].post.security)
  | del(.paths["/api/v1/parties"].get.responses["200"].headers.RateLimit)
  | del(.paths["/api/v1/parties"].get.responses["401"])
  | del(.components.responses.TooManyRequests.headers["Retry-After"])
  | .paths["/api/v1/parties"].get.responses["200"].content["application/json"].example.items = "none"
' docs/openapi.json >"$work/broken.json"
findings "$work/broken.json" >"$work/found"
for rule in string-limit array-limit integer-limit write-restricted rate-limit define-error-responses-401 rate-limit-retry-after oas3-valid-media-example; do
  if ! grep -q "$rule at " "$work/found"; then
    cat "$work/found" >&2
    echo "The fault that breaks $rule was not found" >&2
    exit 1
  fi
done

echo "docs/openapi.json keeps all rules; the control breaks 8, and each is found"
