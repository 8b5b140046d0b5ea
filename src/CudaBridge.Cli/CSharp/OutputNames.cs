namespace CudaBridge.Cli.CSharp;

/// <summary>Where the outputs of a request are. The MSBuild targets know the extensions.</summary>
internal sealed class OutputNames(BuildRequest request)
{
    /// <summary>Types that the project's files share.</summary>
    public string SharedTypes => InFolder("CudaBridge.Types.g.cs");

    /// <summary>Every file that was read, one a line.</summary>
    public string InputList => InFolder("inputs.list");

    public string Launchers(SourceRequest source) => InFolder(Key(source) + ".g.cs");

    public string Image(SourceRequest source) => InFolder(Key(source) + ".image");

    /// <summary>The embedded resource's name.</summary>
    public string Resource(SourceRequest source) => $"CudaBridge.{Key(source)}.image";

    public string State(SourceRequest source) => InFolder(Key(source) + ".state");

    public string Types(SourceRequest source) => InFolder(Key(source) + ".types");

    /// <summary>Template instances of the image that the source makes by itself.</summary>
    public string Instances(SourceRequest source) => InFolder(Key(source) + ".instances");

    public string Wrapper(SourceRequest source) => InFolder(Key(source) + ".instances.cu");

    public IEnumerable<string> All(SourceRequest source) => [Launchers(source), Image(source), State(source), Types(source), Instances(source), Wrapper(source)];

    private string Key(SourceRequest source) => CSharpNames.KeyOf(source.Path, request.ProjectFolder);

    private string InFolder(string name) => Path.Combine(request.Output, name);
}
