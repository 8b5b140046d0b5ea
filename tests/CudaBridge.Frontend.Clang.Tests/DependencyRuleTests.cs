using CudaBridge.Frontend.Clang;

namespace CudaBridge.Frontend.Clang.Tests;

public class DependencyRuleTests
{
    [Theory]
    [InlineData("a.o: a.cu b.h\n", "a.cu|b.h")]
    [InlineData("a.o: a.cu \\\n  b.h \\\n  c.h\n\nb.h:\n", "a.cu|b.h|c.h")]
    [InlineData("a.o: with\\ blank.h x\\#y.h d$$.h\n", "with blank.h|x#y.h|d$.h")]
    [InlineData("a.o: a\\b.h\n", "a\\b.h")]
    public void Files_are_read_as_make_reads_them(string rule, string files) => DependencyRule.Files(rule).Should().Equal(files.Split('|'));

    [Fact]
    public void Missing_files_are_added_to_the_first_rule_only() =>
        DependencyRule.Add("a.o: a.cu \\\n  b.h\n\nb.h:\n", ["b.h", "device only.h"]).Should().Be("a.o: a.cu \\\n  b.h \\\n  device\\ only.h\n\nb.h:\n");

    [Fact]
    public void A_complete_rule_stays_as_it_is() => DependencyRule.Add("a.o: a.cu b.h\n", ["a.cu", "b.h"]).Should().Be("a.o: a.cu b.h\n");
}
