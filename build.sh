#!/bin/sh
# ./build.sh setup | demo | build | test | bench | pack | clean     (build.ps1 is the same for PowerShell; the work is in tools/Build)
set -eu
cd "$(dirname "$0")"
if ! command -v dotnet >/dev/null 2>&1; then
  echo "build: error: the .NET SDK 10 is not installed; see https://dot.net/download" >&2
  exit 1
fi
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# The build server's nodes would outlive this script and hold its output open.
export MSBUILDDISABLENODEREUSE=1
dotnet build tools/Build --configuration Release --output artifacts/obj/build-tool --verbosity quiet --nologo -clp:"NoSummary;ErrorsOnly"
exec dotnet artifacts/obj/build-tool/cudabridge-build.dll "${@:---help}"
