#!/usr/bin/env bash
# Writes the bill of materials (CycloneDX, JSON) of a published service: what is in it has the scope "required", and what only built it the
# scope "excluded". If .NET was published with the service, .NET is in it too.
#   deploy/bom.sh PUBLISHED FILE     PUBLISHED is the folder of dotnet publish. Needs jq, and the tools of dotnet tool restore.
set -euo pipefail
published=$(realpath "${1:?name the folder of the published service}")
file=$(realpath "${2:?name the file to write}")
cd "$(dirname "$(realpath "$0")")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
version=$(dotnet msbuild src/PeaceTalks.Api -getProperty:Version)
dotnet CycloneDX src/PeaceTalks.Api/PeaceTalks.Api.csproj --set-name PeaceTalks --set-version "$version" --spec-version 1.6 \
  --output-format json --output "$work" --filename all.json >"$work/log" || { cat "$work/log" >&2; exit 1; }

jq --slurpfile published "$published/PeaceTalks.Api.deps.json" '
  ($published[0].libraries | to_entries) as $libraries
  | ($libraries | map(select(.value.type == "package").key)) as $packages
  | ($libraries | map(select(.value.type == "runtimepack").key | ltrimstr("runtimepack.") | split("/"))) as $runtime
  | .components |= map(.scope = if "\(.name)/\(.version)" | IN($packages[]) then "required" else "excluded" end)
  | .components += ($runtime | map({type: "framework", "bom-ref": "pkg:nuget/\(.[0])@\(.[1])", name: .[0], version: .[1], scope: "required",
      purl: "pkg:nuget/\(.[0])@\(.[1])"}))' "$work/all.json" >"$work/bom.json"
mv "$work/bom.json" "$file"
