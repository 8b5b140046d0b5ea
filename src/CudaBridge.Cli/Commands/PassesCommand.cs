using System.CommandLine;
using CudaBridge.Compiler.Passes;

namespace CudaBridge.Cli.Commands;

/// <summary><c>passes</c>: the pass table.</summary>
internal static class PassesCommand
{
    public static Command Create()
    {
        Command command = new("passes", "list the passes in the order they run, with their reasons");
        command.SetAction(_ =>
        {
            TableText.Write(["pass", "reason"], PassTable.All.Select(pass => new[] { pass.Name, pass.Reason }));
            return 0;
        });
        return command;
    }
}
