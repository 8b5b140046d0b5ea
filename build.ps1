# ./build.ps1 setup | demo | build | test | bench | pack | clean     (build.sh is the same for sh; the work is in tools/Build)
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot
if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    [Console]::Error.WriteLine('build: error: the .NET SDK 10 is not installed; see https://dot.net/download')
    exit 1
}
$env:DOTNET_NOLOGO = 1
$env:DOTNET_CLI_TELEMETRY_OPTOUT = 1
$env:MSBUILDDISABLENODEREUSE = 1
dotnet build tools/Build --configuration Release --output artifacts/obj/build-tool --verbosity quiet --nologo -clp:"NoSummary;ErrorsOnly"
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
$arguments = if ($args) { $args } else { @('--help') }
dotnet artifacts/obj/build-tool/cudabridge-build.dll @arguments
exit $LASTEXITCODE
