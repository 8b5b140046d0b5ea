using CudaBridge.Frontend.Clang;

namespace CudaBridge.Frontend.Clang.Tests;

public class ClangOutputTests
{
    private const string SharedWarning = """
        a.cu:3:7: warning: unused variable 'x' [-Wunused-variable]
            3 |   int x;
              |       ^

        """;

    private const string HostWarning = """
        In file included from a.cu:1:
        b.h:2:1: warning: host only [-Wx]
            2 | f();
              | ^
        b.h:1:6: note: declared here
            1 | void f();
              |      ^

        """;

    [Fact]
    public void What_both_halves_say_is_said_once() =>
        ClangOutput.Merge($"{SharedWarning}1 warning generated when compiling for sm_80.\n", $"{SharedWarning}{HostWarning}2 warnings generated when compiling for host.\n")
            .Should().Be($"{SharedWarning}{HostWarning}2 warnings generated.\n");

    [Fact]
    public void Notes_and_include_stacks_stay_with_their_diagnostic() =>
        ClangOutput.Merge($"{HostWarning}{SharedWarning}", SharedWarning).Should().Be($"{HostWarning}{SharedWarning}2 warnings generated.\n");

    [Fact]
    public void Errors_and_warnings_are_counted() =>
        ClangOutput.Merge($"{SharedWarning}a.cu:9:1: error: no\na.cu:9:2: fatal error: nowhere\n3 errors generated.\n")
            .Should().Be($"{SharedWarning}a.cu:9:1: error: no\na.cu:9:2: fatal error: nowhere\n1 warning and 2 errors generated.\n");

    [Fact]
    public void Colours_do_not_hide_what_is_equal()
    {
        const string Colored = "\e[1ma.cu:3:7: \e[0m\e[0;1;35mwarning: \e[0m\e[1munused\e[0m\n";
        ClangOutput.Merge(Colored, Colored).Should().Be($"{Colored}1 warning generated.\n");
    }

    [Fact]
    public void Messages_of_the_driver_are_kept() =>
        ClangOutput.Merge("clang++: error: unsupported option '-foo'\n").Should().Be("clang++: error: unsupported option '-foo'\n1 error generated.\n");

    [Fact]
    public void Silence_stays_silence() => ClangOutput.Merge("", "").Should().BeEmpty();
}
