#!/usr/bin/env bash
# Renews the pictures of README.md, docs/images/*.png, from the shipped data set. Needs npm and Debian's chromium.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/scripts/service.sh

npm ci --prefix tests/browser --no-audit --no-fund
dotnet build src/PeaceTalks.Api --verbosity quiet
start_service
mkdir -p docs/images
node tests/browser/screenshots.mjs "$address" docs/images
