using CudaBridge.Frontend.Clang;

namespace CudaBridge.Frontend.Clang.Tests;

public class BracedLaunchTests
{
    [Theory]
    [InlineData("k<<<{8, 1, 1}, {8}>>>(a);", "k<<<dim3{8, 1, 1}, dim3{8}>>>(a);")]
    [InlineData("k <<< n , { f(1,2), 3 } , 0, s >>> ();", "k <<< n , dim3{ f(1,2), 3 } , 0, s >>> ();")]
    [InlineData("k<<</* x, { */{1}, 2>>>(); j<<<1, {2}>>>();", "k<<</* x, { */dim3{1}, 2>>>(); j<<<1, dim3{2}>>>();")]
    [InlineData("k<T, 3><<<\n  {1},\n  {2}>>>();", "k<T, 3><<<\n  dim3{1},\n  dim3{2}>>>();")]
    public void Braces_become_dim3(string source, string rewritten) => BracedLaunches.Rewrite(source).Should().Be(rewritten);

    [Theory]
    [InlineData("k<<<1, 2>>>();")]
    [InlineData("k<<<dim3{1}, dim3(2)>>>();")]
    [InlineData("k<<<f({1}), a[{2}]>>>();")]
    [InlineData("k<<<1, 2, {3}>>>();")]
    [InlineData("// k<<<{1}, {2}>>>();\n/* <<<{ */ \"<<<{1}, {2}>>>\" '<' R\"x(<<<{)\" )x\"")]
    [InlineData("int a = 1'000; int b{2};")]
    [InlineData("<<<<<<< HEAD; {")]
    [InlineData("k<<<")]
    [InlineData("\"open")]
    public void Everything_else_stays(string source) => BracedLaunches.Rewrite(source).Should().BeNull();
}
