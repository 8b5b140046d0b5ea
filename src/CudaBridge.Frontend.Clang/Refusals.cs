using System.Globalization;
using System.Text.RegularExpressions;

namespace CudaBridge.Frontend.Clang;

/// <summary>A place where clang refused what nvcc takes.</summary>
public readonly record struct Refusal(SourcePlace Place, RefusalKind Kind);

public enum RefusalKind
{
    /// <summary>A shared variable whose class has a constructor or a destructor; its name is at the place.</summary>
    SharedVariable,

    /// <summary>A texture or surface reference, which CUDA 12's headers do not declare any more.</summary>
    Reference,

    /// <summary>A register's percent sign in inline PTX.</summary>
    AsmRegister,
}

/// <summary>What among clang's errors is no error for nvcc.</summary>
public static partial class Refusals
{
    /// <param name="clangOutput">What it wrote, in colour or not.</param>
    public static IReadOnlyList<Refusal> In(string clangOutput) =>
        [.. Errors().Matches(ClangOutput.WithoutColor(clangOutput)).Select(match => new Refusal(
            new SourcePlace(match.Groups[1].Value, Number(match.Groups[2]), Number(match.Groups[3])),
            KindOf(match.Groups[4].ValueSpan)))];

    /// <summary>Whether an error's text is about a texture or surface reference that is not declared.</summary>
    public static bool IsReference(string error) => ReferenceError().IsMatch(error);

    private static RefusalKind KindOf(ReadOnlySpan<char> error) =>
        error.StartsWith("init") ? RefusalKind.SharedVariable : error.StartsWith("invalid") ? RefusalKind.AsmRegister : RefusalKind.Reference;

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(.+?):(\d+):(\d+): error: (initialization is not supported for __shared__ variables|invalid % escape in inline assembly string"
        + "|" + MissingReference + ")", RegexOptions.Multiline)]
    private static partial Regex Errors();

    private const string MissingReference = @"(?:no template named|unknown type name|use of undeclared identifier|no type named) '(?:(?:texture|surface)(?:Reference)?|cuda(?:Bind|Unbind|Get)(?:Texture|Surface)\w*)'";

    [GeneratedRegex("^" + MissingReference)]
    private static partial Regex ReferenceError();
}
