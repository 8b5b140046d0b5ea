namespace CudaBridge.Cli.Tests.Nvcc;

public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cb-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("a b", "a|b")]
    [InlineData("  a\t\nb  ", "a|b")]
    [InlineData("'a b' \"c d\"", "a b|c d")]
    [InlineData("a\\ b", "a b")]
    [InlineData("-DX=\\\"s\\\"", "-DX=\"s\"")]
    [InlineData("'-DX=\"s\"'", "-DX=\"s\"")]
    [InlineData("\"it's\"", "it's")]
    [InlineData("a''b", "ab")]
    [InlineData("''", "")]
    public void Words_are_those_of_a_shell(string text, string words) => ShellWords.Split(text).Should().Equal(words.Split('|'));

    [Theory]
    [InlineData("plain-word_1.cu")]
    [InlineData("two words")]
    [InlineData("quote\"d $x `y` \\z")]
    [InlineData("")]
    [InlineData("it's")]
    public void Quoted_words_read_back(string word) => ShellWords.Split(ShellWords.Quote(word)).Should().Equal(word);

    [Theory]
    [InlineData("a,b", "a|b")]
    [InlineData("a\\,b,c", "a,b|c")]
    [InlineData("\"a,b\",c", "\"a,b\"|c")]
    [InlineData("-Wl,-rpath,/x", "-Wl,-rpath,/x")]
    [InlineData("-Wall,-Wextra", "-Wall|-Wextra")]
    public void Lists_are_split_at_their_commas(string value, string items) => OptionValues.SplitList(value).Should().Equal(items.Split('|'));

    [Fact]
    public void Options_files_are_read_where_they_stand()
    {
        string inner = Write("inner.rsp", "-DIN 'two words'");
        string outer = Write("outer.rsp", $"-DOUT @{inner}");
        CommandLineFiles.Expand(["-c", $"@{outer}", "--options-file", inner, $"-optf={inner}", "x.cu"])
            .Should().Equal("-c", "-DOUT", "-DIN", "two words", "-DIN", "two words", "-DIN", "two words", "x.cu");
    }

    [Fact]
    public void A_file_that_names_itself_is_an_error()
    {
        string file = Path.Combine(_folder, "loop.rsp");
        File.WriteAllText(file, $"@{file}");
        new Action(() => CommandLineFiles.Expand([$"@{file}"])).Should().Throw<ToolException>().WithMessage("CB1006: *");
    }

    [Fact]
    public void A_missing_options_file_is_an_error() =>
        new Action(() => CommandLineFiles.Expand(["@/nowhere/x.rsp"])).Should().Throw<ToolException>().WithMessage("CB1014: /nowhere/x.rsp: cannot read*");

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
