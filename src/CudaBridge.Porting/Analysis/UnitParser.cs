using System.Text;
using ClangSharp.Interop;
using CudaBridge.Compiler;
using CudaBridge.Frontend.Clang;

namespace CudaBridge.Porting.Analysis;

/// <summary>How one source file is compiled.</summary>
/// <param name="Arguments">Include folders, macros and standard, as clang spells them.</param>
public sealed record SourceUnit(string File, IReadOnlyList<string> Arguments);

/// <summary>Reads a source file through libclang with our toolkit's headers, as the device half: clang checks host code there, too.</summary>
public static class UnitParser
{
    private const int MostProblems = 20;

    private static readonly Lazy<string?> s_resources = new(FindResources);

    /// <summary>Null when facts can be had; else why not.</summary>
    public static string? Unavailable =>
        !clang.IsAvailable ? "libclang 22 was not found" : Toolkit.Root is null ? "the toolkit folder was not found" : null;

    /// <param name="preludes">What units share that are read alike.</param>
    internal static UnitFacts Parse(SourceUnit unit, Func<string, bool> isUserFile, PreludeCache preludes)
    {
        UnitFacts facts = ParseOnce(unit, isUserFile, preludes);
        // As nvcc does: the names of CUDA 11's references are CUDA's only where nothing else declares them.
        return facts.Problems.Any(problem => Refusals.IsReference(problem.Message)) ? ParseOnce(unit with { Arguments = [.. unit.Arguments, CompileOptions.ReferencesMacro] }, isUserFile, preludes) : facts;
    }

    private static UnitFacts ParseOnce(SourceUnit unit, Func<string, bool> isUserFile, PreludeCache preludes)
    {
        UnitFacts facts = new();
        // The declarations of a precompiled prelude are no user's.
        using CXIndex index = CXIndex.Create(excludeDeclarationsFromPch: true);
        List<string> arguments = Arguments(unit.File, unit.Arguments);
        if (preludes.For(unit.Arguments, Arguments) is { } prelude) arguments.AddRange(["-include-pch", prelude]);
        CXErrorCode error = CXTranslationUnit.TryParse(index, unit.File, arguments, TextForClang(unit.File), CXTranslationUnit_Flags.CXTranslationUnit_KeepGoing, out CXTranslationUnit parsed);
        if (error != CXErrorCode.CXError_Success)
        {
            facts.Parsed = false;
            facts.Problems.Add(new ParseProblem(unit.File, 0, 0, error == CXErrorCode.CXError_Crashed ? "clang crashed on it" : "clang could not start on it", true));
            return facts;
        }
        using (parsed)
        {
            ReadProblems(parsed, facts);
            new FactCollector(facts, isUserFile, Path.Combine(Toolkit.Root!, "include")).Collect(parsed.Cursor);
        }
        return facts;
    }

    // Launches as clang's grammar has them, every byte in its place; null: the file is read as it is.
    private static byte[]? TextForClang(string file)
    {
        try
        {
            return LaunchSyntax.Rewrite(Encoding.Latin1.GetString(File.ReadAllBytes(file)), keepColumns: true) is { } text ? Encoding.Latin1.GetBytes(text) : null;
        }
        catch (IOException)
        {
            return null; // clang says what is wrong with it
        }
    }

    private static List<string> Arguments(string file, IReadOnlyList<string> own)
    {
        CompileOptions options = new()
        {
            Source = file,
            Standard = own.Any(argument => argument.StartsWith("-std=", StringComparison.Ordinal)) ? null : "c++17",
            FrontEnd = own,
            Relocatable = true, // kernels may launch kernels
            UnitId = "unit",    // the same for the prelude and for what it is parsed for
            ExtendedLambda = true,
            RelaxedConstexpr = true,
            NoWarnings = true,
        };
        List<string> arguments = [.. DeviceCompiler.Arguments(options, DeviceOutput.Nothing, "")];
        arguments.Remove(file);
        // A person reads the first errors; what follows from them would hide others.
        arguments.AddRange(["-ferror-limit=0", "-Wno-everything"]);
        if (s_resources.Value is { } resources) arguments.AddRange(["-resource-dir", resources]);
        return arguments;
    }

    // libclang looks for clang's own headers beside itself, where distributions do not put them.
    private static string? FindResources()
    {
        if (!ClangDriver.IsInstalled) return null;
        string path = ChildProcess.Run(ClangDriver.ProgramPath, ["-print-resource-dir"], Capture.Output).Output.Trim();
        return path.Length > 0 && Directory.Exists(path) ? path : null;
    }

    private static void ReadProblems(CXTranslationUnit parsed, UnitFacts facts)
    {
        for (uint i = 0; i < parsed.NumDiagnostics && facts.Problems.Count < MostProblems; i++)
        {
            using CXDiagnostic diagnostic = parsed.GetDiagnostic(i);
            if (diagnostic.Severity < CXDiagnosticSeverity.CXDiagnostic_Error) continue;
            diagnostic.Location.GetFileLocation(out CXFile file, out uint line, out uint column, out _);
            string name = file.Handle == IntPtr.Zero ? "" : FactCollector.PathOf(file);
            facts.Problems.Add(new ParseProblem(name, (int)line, (int)column, diagnostic.Spelling, diagnostic.Severity == CXDiagnosticSeverity.CXDiagnostic_Fatal));
        }
    }
}
