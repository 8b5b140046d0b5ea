using CudaBridge.Abi.Generator;

namespace CudaBridge.Shim.Tests;

/// <summary>The dynamic symbol table of libcudart.so.12 against <c>runtime.api</c> and <c>driver.api</c>.</summary>
public sealed class ExportTests
{
    private static readonly ApiFile[] s_tables = [.. new[] { "runtime", "driver", "nvrtc" }.Select(name => ApiFile.Parse(File.ReadAllText(Path.Combine(PublishedLibrary.RepositoryRoot, "src", "CudaBridge.Abi", $"{name}.api"))))];

    [Fact]
    public void Exports_are_the_table_and_nothing_else()
    {
        string[] symbols = [.. Symbols().Select(symbol => symbol.Split('@')[0])];
        symbols.Should().BeEquivalentTo(s_tables.SelectMany(table => table.Functions).SelectMany(f => f.ExportedNames));
    }

    [Fact]
    public void Every_export_is_in_the_version_node_that_programs_ask_for() =>
        Symbols().Should().OnlyContain(symbol => symbol.EndsWith("@@libcudart.so.12", StringComparison.Ordinal));

    [Fact]
    public void The_library_names_itself_as_programs_look_for_it()
    {
        string section = NativeProgram.Run("readelf", ["-d", PublishedLibrary.File12]).MustSucceed().Output;
        section.Should().Contain("Library soname: [libcudart.so.12]");
        section.Should().Contain("Library runpath: [$ORIGIN]");
        section.Should().NotContain("libLLVM", "that is loaded when something must be compiled");
    }

    // The version node is itself an absolute symbol; nm lists it with type A.
    private static IEnumerable<string> Symbols() => NativeProgram.Run("nm", ["-D", "--defined-only", PublishedLibrary.File12]).MustSucceed().Output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Where(words => words[1] != "A").Select(words => words[2]);
}
