#!/usr/bin/env bash
# Generates typed clients from docs/openapi.json: with openapi-typescript (for openapi-fetch), @hey-api/openapi-ts and orval for TypeScript, and
# with Kiota for C#. Compiles a small program on each, strictly, and runs it against the built service. Needs npm, which `dotnet test` must not
# need.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/scripts/service.sh

npm ci --prefix tests/clients --no-audit --no-fund --ignore-scripts
(
  cd tests/clients
  rm -rf generated built
  npx openapi-typescript ../../docs/openapi.json --output generated/openapi-typescript.d.ts
  npx openapi-ts
  npx orval
  npx tsc
)

dotnet tool restore
dotnet kiota generate --language CSharp --openapi docs/openapi.json --class-name PeaceTalksClient --namespace-name PeaceTalks.Client \
  --output tests/clients/kiota/generated --structured-mime-types application/json --clean-output --log-level Error
dotnet build tests/clients/kiota --verbosity quiet

dotnet build src/PeaceTalks.Api --verbosity quiet
start_service
for program in openapi-fetch hey-api orval app; do node "tests/clients/built/$program.js" "$address"; done
dotnet tests/clients/kiota/bin/Debug/net10.0/kiota.dll "$address"
