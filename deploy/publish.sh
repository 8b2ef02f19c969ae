#!/usr/bin/env bash
# Publishes PeaceTalks for a server without .NET: the service with the runtime, what is in this folder, the operator's handbook and a bill
# of materials. Prints the folder, which is named after the version and the commit.
#   deploy/publish.sh FOLDER [RUNTIME]     makes FOLDER/VERSION-COMMIT; RUNTIME is linux-x64, or linux-arm64
set -euo pipefail
releases=$(realpath -m "${1:?name a folder for releases}")
runtime=${2:-linux-x64}
cd "$(dirname "$(realpath "$0")")/.."

version=$(dotnet msbuild src/PeaceTalks.Api -getProperty:Version)
# Ends in -dirty if something is not committed.
release=$releases/$version-$(git describe --always --exclude='*' --abbrev=9 --dirty)
[[ ! -e $release ]] || { echo "$release is already there." >&2; exit 1; }

unfinished=$(mktemp -d)
trap 'rm -rf "$unfinished"' EXIT
dotnet publish src/PeaceTalks.Api --configuration Release --runtime "$runtime" --self-contained --output "$unfinished/release" \
  --artifacts-path "$unfinished/artifacts" --verbosity quiet /p:SourceRevisionId="$(git rev-parse HEAD)" >&2
cp -R deploy "$unfinished/release/"
mkdir "$unfinished/release/docs"
cp docs/operations.md docs/backup.md "$unfinished/release/docs/"
cp tests/scripts/feed-digest.sh "$unfinished/release/deploy/"
cp CHANGELOG.md LICENSE "$unfinished/release/"

# Two releases with the same list can be exchanged at any time; see docs/operations.md, Upgrade.
find src/PeaceTalks.Api/Data/Migrations -name '*.Designer.cs' -exec basename {} .Designer.cs \; | sort >"$unfinished/release/migrations.txt"

dotnet tool restore --verbosity quiet >&2
deploy/bom.sh "$unfinished/release" "$unfinished/release/bom.json" >&2

chmod -R u=rwX,go=rX "$unfinished/release"
mkdir -p "$releases"
chmod 755 "$releases" # rsync copies this mode to /opt/peacetalks, which the service's user has to enter
mv "$unfinished/release" "$release"
echo "$release"
