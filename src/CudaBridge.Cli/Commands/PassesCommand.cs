using System.CommandLine;
using CudaBridge.Compiler.Passes;

namespace CudaBridge.Cli.Commands;

/// <summary><c>passes</c>: the pass table.</summary>
internal static class PassesCommand
{
    public static Command Create()
    {
        Option<string> target = TargetOption();
        Command command = new("passes", "list the passes in the order they run, with their reasons") { target };
        command.SetAction(parsed =>
        {
            TableText.Write(["pass", "reason"], PassTable.Of(parsed.GetRequiredValue(target)).Select(pass => new[] { pass.Name, pass.Reason }));
            return 0;
        });
        return command;
    }

    /// <summary>The <c>--target</c> of commands that look into the passes.</summary>
    public static Option<string> TargetOption()
    {
        Option<string> target = new("--target") { Description = string.Join(" or ", PassTable.Targets), HelpName = "TARGET", DefaultValueFactory = _ => "cpu" };
        return target.AcceptOnlyFromAmong([.. PassTable.Targets]);
    }
}
