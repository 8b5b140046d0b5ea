namespace CudaBridge.Frontend.Clang.Tests;

public class SharedVariablesTests
{
    private const string Refused = "error: initialization is not supported for __shared__ variables";

    [Theory]
    [InlineData("__shared__ a::b<c> $x;", "__shared__ __cudabridge_storage<a::b<c> > x__storage; auto &x = x__storage.value;")]
    [InlineData("f();\n  static __shared__ __align__(16) T $x[2] [N] /* why */ ; g();", "f();\n  static __shared__ __align__(16) __cudabridge_storage<T [2] [N]> x__storage; auto &x = x__storage.value; g();")]
    [InlineData("alignas(8) __shared__ typename B::T\n$x\n;", "alignas(8) __shared__ __cudabridge_storage<typename B::T\n> x__storage; auto &x = x__storage.value;")]
    [InlineData("__shared__ alignas(8) T $x, y[2] , z;", "__shared__ alignas(8) __cudabridge_storage<T > x__storage; auto &x = x__storage.value; __shared__ alignas(8) __cudabridge_storage<T [2]> y__storage; auto &y = y__storage.value; __shared__ alignas(8) __cudabridge_storage<T > z__storage; auto &z = z__storage.value;")]
    public void A_refused_declaration_becomes_storage(string marked, string rewritten) => Rewrite(marked).Should().Be(rewritten);

    [Theory]
    [InlineData("__shared__ T $x(3);")]
    [InlineData("__shared__ T $x = 1;")]
    [InlineData("__shared__ T $x, y = 1;")]
    [InlineData("__shared__ int a; SHARED(T) $x;")]
    [InlineData("__shared__ T $")]
    [InlineData("T $x;")]
    public void What_it_cannot_do_stays(string marked) => Rewrite(marked).Should().BeNull();

    [Fact]
    public void Several_variables_of_a_file_become_storage()
    {
        string source = "template <typename T> __global__ void k(int *o) {\n  __shared__ T b;\n  __shared__ T c[2]; static __shared__ B d;\n}\n";
        SourcePlace[] places = [new("a.cu", 2, 16), new("a.cu", 3, 16), new("a.cu", 3, 42)];
        SharedVariables.Rewrite(source, places).Should().Be("template <typename T> __global__ void k(int *o) {\n  __shared__ __cudabridge_storage<T > b__storage; auto &b = b__storage.value;\n"
            + "  __shared__ __cudabridge_storage<T [2]> c__storage; auto &c = c__storage.value; static __shared__ __cudabridge_storage<B > d__storage; auto &d = d__storage.value;\n}\n");
    }

    [Fact]
    public void A_place_outside_the_source_is_nothing() =>
        SharedVariables.Rewrite("__shared__ T x;", [new SourcePlace("a.cu", 7, 3), new SourcePlace("a.cu", 1, 99)]).Should().BeNull();

    [Fact]
    public void References_that_the_headers_do_not_declare_are_told_from_other_unknown_names() =>
        Refusals.In("a.cu:1:1: error: no template named 'texture'\na.cu:2:2: error: use of undeclared identifier 'cudaBindTexture2D'; did you mean 'cudaX'?\n"
            + "a.cu:3:3: error: unknown type name 'textureReference'\na.cu:4:4: error: unknown type name 'textures'\na.cu:5:5: error: use of undeclared identifier 'cudaBind'\n").Should().Equal(
            new Refusal(new SourcePlace("a.cu", 1, 1), RefusalKind.Reference), new Refusal(new SourcePlace("a.cu", 2, 2), RefusalKind.Reference),
            new Refusal(new SourcePlace("a.cu", 3, 3), RefusalKind.Reference));

    [Fact]
    public void Refusals_are_found_in_what_clang_writes() =>
        Refusals.In($"a.cu:3:1: warning: w\n\e[1md/a b.cu:4:15: \e[0m\e[0;1;31m{Refused}\n  4 | x\nb.h:1:2: error: invalid % escape in inline assembly string\n").Should().Equal(
            new Refusal(new("d/a b.cu", 4, 15), RefusalKind.SharedVariable), new Refusal(new("b.h", 1, 2), RefusalKind.AsmRegister));

    private static string? Rewrite(string marked)
    {
        int at = marked.IndexOf('$', StringComparison.Ordinal);
        string before = marked[..at];
        int line = before.Count(c => c == '\n') + 1;
        return SharedVariables.Rewrite(marked.Remove(at, 1), [new SourcePlace("a.cu", line, at - before.LastIndexOf('\n'))]);
    }
}
