using System.CommandLine;
using CudaBridge.Compiler;

namespace CudaBridge.Cli.Commands;

/// <summary><c>targets</c>: what kernel IR can be translated to.</summary>
internal static class TargetsCommand
{
    private static readonly string[] s_isas = ["x86-64-v2", "x86-64-v3", "x86-64-v4", "aarch64"];

    public static Command Create()
    {
        Command command = new("targets", "list what kernels can be compiled to, and what this machine runs");
        command.SetAction(_ =>
        {
            TableText.Write(["target", "instruction set", "here"], s_isas.Select(isa => new[] { "cpu", isa, isa == HostIsa.Current ? "default" : HostIsa.CanRun(isa) ? "runs" : "" }));
            return 0;
        });
        return command;
    }
}
