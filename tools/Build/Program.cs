using System.CommandLine;
using CudaBridge.Build;

var root = new RootCommand("Builds, tests and packs CudaBridge. Everything lands in artifacts/, which git ignores.");
Add("setup", "install what the project needs and this machine lacks (apt-get on Debian and Ubuntu)", Setup.Run);
Add("demo", "build the toolkit, then compile a CUDA program with it and run it on the CPU", workspace => Toolkit.Build(workspace) && Demo.Run(workspace));
Add("build", "build the solution and assemble artifacts/toolkit", workspace => Toolkit.Build(workspace) && Solution.Build(workspace));
Add("test", "build and pack everything and run every test; the last line says 'N passed, N failed'", workspace => Toolkit.Build(workspace) && Solution.Build(workspace) && Pack.Run(workspace) && Tests.Run(workspace));
Add("bench", "build the toolkit and run the benchmarks; 'bench --help' lists its options", workspace => Toolkit.Build(workspace) && Benchmarks.Run(workspace, args[1..]));
Add("pack", "build the toolkit and make the NuGet packages in artifacts/packages", workspace => Toolkit.Build(workspace) && Pack.Run(workspace));
Add("clean", "delete artifacts/ and every bin/ and obj/", Clean.Run);
// The benchmarks read what follows their verb themselves, --help included.
return root.Parse(args is ["bench", ..] ? ["bench"] : args).Invoke();

void Add(string verb, string description, Func<Workspace, bool> action)
{
    var command = new Command(verb, description);
    command.SetAction(_ =>
    {
        try
        {
            var workspace = Workspace.Find();
            bool needsTools = verb is not ("setup" or "clean");
            return (!needsTools || Setup.Run(workspace)) && action(workspace) ? 0 : 1;
        }
        catch (BuildException e)
        {
            Console.Error.WriteLine($"build: error: {e.Message}");
            return 1;
        }
    });
    root.Subcommands.Add(command);
}
