using System.CommandLine;
using CudaBridge.Cli.Commands;

namespace CudaBridge.Cli.CSharp;

/// <summary><c>csharp REQUEST</c>: what the MSBuild package runs.</summary>
internal static class CSharpCommand
{
    public static Command Create()
    {
        Argument<string> request = new("REQUEST") { Description = "the request file that the MSBuild package writes" };
        Option<bool> declare = new("--declare") { Description = "write launchers from declarations only, for editors; never fails" };
        Command command = new("csharp", "compile the CUDA files of a C# project: images and launchers (the MSBuild package runs this)") { request, declare };
        command.SetAction(parsed => CudaBridgeProgram.Guard(() => Run(parsed.GetRequiredValue(request), parsed.GetValue(declare))));
        return command;
    }

    private static int Run(string path, bool declare)
    {
        ProjectBuild build = new(BuildRequest.Read(path), new BuildOutput());
        return declare ? build.Declare() : build.Run();
    }
}
