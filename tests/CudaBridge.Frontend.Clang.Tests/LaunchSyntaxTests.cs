using CudaBridge.Frontend.Clang;

namespace CudaBridge.Frontend.Clang.Tests;

public class LaunchSyntaxTests
{
    [Theory]
    [InlineData("k<<<{8, 1, 1}, {8}>>>(a);", "k<<<dim3{8, 1, 1}, dim3{8}>>>(a);")]
    [InlineData("k <<< n , { f(1,2), 3 } , 0, s >>> ();", "k <<< n , dim3{ f(1,2), 3 } , 0, s >>> ();")]
    [InlineData("k<<</* x, { */{1}, 2>>>(); j<<<1, {2}>>>();", "k<<</* x, { */dim3{1}, 2>>>(); j<<<1, dim3{2}>>>();")]
    [InlineData("k<T, 3><<<\n  {1},\n  {2}>>>();", "k<T, 3><<<\n  dim3{1},\n  dim3{2}>>>();")]
    public void Braces_become_dim3(string source, string rewritten) => LaunchSyntax.Rewrite(source).Should().Be(rewritten);

    [Theory]
    [InlineData("k << < 1, 2 >> > (a);", "k <<<  1, 2 >>>  (a);")]
    [InlineData("k<< <f(a >> 1), {2}, 0, s> >>\n(a);", "k<<< f(a >> 1), dim3{2}, 0, s>>> \n(a);")]
    [InlineData("k<< <1, x<y<int> >::n>>>(a);", "k<<< 1, x<y<int> >::n>>>(a);")]
    public void Blanks_leave_the_brackets(string source, string rewritten) => LaunchSyntax.Rewrite(source).Should().Be(rewritten);

    [Theory]
    [InlineData("k<<<1, 2>>>();")]
    [InlineData("ostream& operator<< <char>(ostream&, x<y<z<int> > >);")]
    [InlineData("s << a << \"<< <\";")]
    [InlineData("k<<<dim3{1}, dim3(2)>>>();")]
    [InlineData("k<<<f({1}), a[{2}]>>>();")]
    [InlineData("k<<<1, 2, {3}>>>();")]
    [InlineData("// k<<<{1}, {2}>>>();\n/* <<<{ */ \"<<<{1}, {2}>>>\" '<' R\"x(<<<{)\" )x\"")]
    [InlineData("int a = 1'000; int b{2};")]
    [InlineData("<<<<<<< HEAD; {")]
    [InlineData("k<<<")]
    [InlineData("\"open")]
    public void Everything_else_stays(string source) => LaunchSyntax.Rewrite(source).Should().BeNull();

    [Theory]
    [InlineData("k<<<{8, 1}, {n}>>>(p);", "k<<<(8, 1), (n)>>>(p);")]
    [InlineData("k<<<{}, 32, 0, {s}>>>(p);", "k<<<0 , 32, 0, {s}>>>(p);")]
    [InlineData("k << <{8}, 32 >> > (p);", "k <<< (8), 32 >>>  (p);")]
    public void Columns_can_be_kept(string source, string rewritten)
    {
        LaunchSyntax.Rewrite(source, keepColumns: true).Should().Be(rewritten);
        rewritten.Length.Should().Be(source.Length);
    }
}
