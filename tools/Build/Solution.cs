namespace CudaBridge.Build;

internal static class Solution
{
    public const string Configuration = "Release";

    public static bool Build(Workspace workspace) =>
        workspace.Execute("dotnet", ["build", workspace.At("CudaBridge.sln"), "--configuration", Configuration, "--nologo", "--verbosity", "quiet", "-clp:NoSummary"]) == 0;
}
