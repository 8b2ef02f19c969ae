#!/usr/bin/env bash
# Checks the bill of materials that deploy/bom.sh writes: all packages that are published, none of the tests, .NET itself where it is published.
# Then asks the package feed for known vulnerabilities of what the service and its build use. A feed that knows of none in a package that has one
# cannot tell; then this says so, and passes. Needs jq.
set -euo pipefail
cd "$(dirname "$0")/../.."

fail() { printf '%s\n' "$*" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet tool restore --verbosity quiet
dotnet publish src/PeaceTalks.Api --configuration Release --self-contained --use-current-runtime --output "$work/app" --artifacts-path "$work/artifacts" \
  --verbosity quiet /p:PublishReadyToRun=false
deploy/bom.sh "$work/app" "$work/bom.json"

components() { jq --raw-output --arg scope "$1" '.components[] | select(.scope == $scope) | "\(.name) \(.version)"' "$work/bom.json" | sort; }
jq --exit-status '.bomFormat == "CycloneDX" and .specVersion == "1.6" and .metadata.component.name == "PeaceTalks"
  and all(.components[]; .purl == "pkg:nuget/\(.name)@\(.version)")' "$work/bom.json" >/dev/null || fail "no bill of materials: $(head -c 500 "$work/bom.json")"
jq --raw-output '.libraries | to_entries[] | select(.value.type == "package" or .value.type == "runtimepack") | .key | ltrimstr("runtimepack.")
  | sub("/"; " ")' "$work/app/PeaceTalks.Api.deps.json" | sort >"$work/published"
diff "$work/published" <(components required) || fail "what is published (<) is not what the bill says (>)"
# What the project file of the service names, and not what Directory.Packages.props names for the tests.
while read -r package; do
  grep -q "^$package " <(components required; components excluded) || fail "the bill lacks $package"
done < <(sed -n 's/.*<PackageReference Include="\([^"]*\)".*/\1/p' src/*/*.csproj)
for test in $(sed -n '/Label="Tests"/,$ s/.*Include="\([^"]*\)".*/\1/p' Directory.Packages.props); do
  ! grep -q "^$test " <(components required; components excluded) || fail "the bill has $test of the tests"
done
echo "$(components required | wc -l) packages are published, $(components excluded | wc -l) only build"

vulnerable() { # PROJECT: each package that is known to be vulnerable, with what is known
  dotnet list "$1" package --vulnerable --include-transitive --format json |
    jq --raw-output '.projects[].frameworks[]? | (.topLevelPackages[]?, .transitivePackages[]?) | "\(.id) \(.resolvedVersion): \(.vulnerabilities[].advisoryurl)"' | sort -u
}
# The control: GHSA-5crp-9r3c-p9vr.
mkdir "$work/control"
cat >"$work/control/control.csproj" <<'END'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Newtonsoft.Json" Version="12.0.3" />
  </ItemGroup>
</Project>
END
if ! dotnet restore "$work/control" --verbosity quiet >"$work/log" || [[ -z $(vulnerable "$work/control") ]]; then
  echo "The package feed does not tell which packages are vulnerable: not checked"
  exit 0
fi
found=$(vulnerable src/PeaceTalks.Api)
[[ -z $found ]] || fail "Known to be vulnerable:"$'\n'"$found"
echo "No package is known to be vulnerable"
