using CudaBridge.Porting.Tree;

namespace CudaBridge.Cli.Commands;

/// <summary>Reads a tree of sources and tells a person at a terminal how far it is.</summary>
internal static class Surveying
{
    public static Survey Of(string path, IReadOnlyList<string> clangArguments, int jobs)
    {
        bool shown = false;
        Survey survey = Survey.Of(SourceTree.Open(path), new SurveyOptions
        {
            ClangArguments = clangArguments,
            Threads = jobs > 0 ? jobs : Environment.ProcessorCount,
            Progress = Console.IsErrorRedirected ? null : (done, total) =>
            {
                Console.Error.Write($"\rparsing {done}/{total} ");
                shown = true;
            },
        });
        if (shown) Console.Error.Write("\r                         \r");
        return survey;
    }
}
