using System.Runtime.InteropServices;
using System.Text;
using ClangSharp.Interop;
using CudaBridge.Compiler;

namespace CudaBridge.Frontend.Clang;

/// <param name="Diagnostics">Why the file cannot be parsed or an instance not be found.</param>
public sealed record SignatureResult(IReadOnlyList<KernelSignature> Kernels, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>Reads the signatures of a file's kernels with libclang. Function bodies are skipped.</summary>
public static unsafe class SignatureReader
{
    private const string InstanceVariable = "cudabridge_instance_";

    /// <param name="instances">Instances of kernel templates to read as well.</param>
    /// <exception cref="ToolException">CB1025: libclang is not installed.</exception>
    public static SignatureResult Read(CompileOptions options, IReadOnlyList<KernelInstance> instances)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(instances);
        if (!clang.IsAvailable) throw new ToolException(ToolMessages.NoLibClang());
        List<string> arguments = [ClangDriver.ProgramPath, .. DeviceCompiler.Arguments(options with { NoWarnings = true }, DeviceOutput.Nothing, ""), "-fparse-all-comments"];
        void* index = clang.createIndex(0, 0);
        try
        {
            CXTranslationUnitImpl* unit = Parse(index, options.Source, arguments, Declarations(instances));
            if (unit is null) return new([], [Failure(options.Source, "libclang cannot parse it")]);
            try
            {
                return Read(unit, options.Source, instances);
            }
            finally
            {
                clang.disposeTranslationUnit(unit);
            }
        }
        finally
        {
            clang.disposeIndex(index);
        }
    }

    // The file with the instances after it, on line i of a file of their own.
    private static string Declarations(IReadOnlyList<KernelInstance> instances)
    {
        StringBuilder text = new();
        text.Append("\n#line 1 \"").Append(InstanceVariable).Append("\"\n");
        for (int i = 0; i < instances.Count; i++) text.Append($"static auto {InstanceVariable}{i} = {instances[i].Expression};\n");
        return text.ToString();
    }

    private static CXTranslationUnitImpl* Parse(void* index, string source, List<string> arguments, string added)
    {
        byte[] content = [.. File.ReadAllBytes(source), .. Encoding.UTF8.GetBytes(added)];
        sbyte** argv = (sbyte**)NativeMemory.AllocZeroed((nuint)arguments.Count, (nuint)sizeof(sbyte*));
        sbyte* file = (sbyte*)Marshal.StringToCoTaskMemUTF8(source);
        try
        {
            for (int i = 0; i < arguments.Count; i++) argv[i] = (sbyte*)Marshal.StringToCoTaskMemUTF8(arguments[i]);
            fixed (byte* bytes = content)
            {
                CXUnsavedFile unsaved = new() { Filename = file, Contents = (sbyte*)bytes, Length = new CULong((nuint)content.Length) };
                CXTranslationUnitImpl* unit = null;
                // The source stands among the arguments already.
                _ = clang.parseTranslationUnit2FullArgv(index, null, argv, arguments.Count, &unsaved, 1, (uint)CXTranslationUnit_Flags.CXTranslationUnit_SkipFunctionBodies, &unit);
                return unit;
            }
        }
        finally
        {
            for (int i = 0; i < arguments.Count; i++) Marshal.FreeCoTaskMem((nint)argv[i]);
            NativeMemory.Free(argv);
            Marshal.FreeCoTaskMem((nint)file);
        }
    }

    private static SignatureResult Read(CXTranslationUnitImpl* unit, string source, IReadOnlyList<KernelInstance> instances)
    {
        List<CXCursor> kernels = [];
        List<(int Index, CXCursor Kernel)> instantiated = [];
        Collect(clang.getTranslationUnitCursor(unit), kernels, instantiated);
        TypeReader types = new();
        Dictionary<string, KernelSignature> signatures = [];
        foreach (CXCursor kernel in kernels) Add(Signature(kernel, types, null));
        // The first one that asks for an instance names it.
        foreach ((int index, CXCursor kernel) in instantiated)
            if (!signatures.ContainsKey(kernel.Mangling)) Add(Signature(kernel, types, instances[index]));
        return new([.. signatures.Values], [.. Errors(unit, source, instances)]);

        // A later declaration is the definition, which may leave the comment to the first one.
        void Add(KernelSignature signature)
        {
            bool keepsComment = signature.Comment.Summary.Length == 0 && signatures.ContainsKey(signature.MangledName);
            signatures[signature.MangledName] = keepsComment ? signature with { Comment = signatures[signature.MangledName].Comment } : signature;
        }
    }

    private static void Collect(CXCursor parent, List<CXCursor> kernels, List<(int, CXCursor)> instances)
    {
        foreach (CXCursor cursor in parent.Children)
        {
            if (cursor.Location.IsInSystemHeader) continue;
            if (cursor.Kind == CXCursorKind.CXCursor_FunctionDecl)
            {
                if (IsKernel(cursor)) kernels.Add(cursor);
            }
            else if (cursor.Kind == CXCursorKind.CXCursor_VarDecl && cursor.Spelling.StartsWith(InstanceVariable, StringComparison.Ordinal))
            {
                int index = int.Parse(cursor.Spelling.AsSpan(InstanceVariable.Length), System.Globalization.CultureInfo.InvariantCulture);
                if (ReferencedKernel(cursor) is { } kernel) instances.Add((index, kernel));
            }
            else if (cursor.Kind is CXCursorKind.CXCursor_Namespace or CXCursorKind.CXCursor_LinkageSpec or CXCursorKind.CXCursor_UnexposedDecl)
            {
                Collect(cursor, kernels, instances);
            }
        }
    }

    private static CXCursor? ReferencedKernel(CXCursor cursor)
    {
        foreach (CXCursor child in cursor.Children)
        {
            if (child.Kind == CXCursorKind.CXCursor_DeclRefExpr && child.Referenced is { Kind: CXCursorKind.CXCursor_FunctionDecl } function) return function;
            if (ReferencedKernel(child) is { } below) return below;
        }
        return null;
    }

    private static bool IsKernel(CXCursor function) => function.Children.Any(child => child.Kind == CXCursorKind.CXCursor_CUDAGlobalAttr);

    private static KernelSignature Signature(CXCursor kernel, TypeReader types, KernelInstance? instance)
    {
        CXCursor template = kernel.SpecializedCursorTemplate;
        CXCursor written = template.IsNull ? kernel : template;
        List<KernelParameterSignature> parameters = [];
        for (uint i = 0; i < kernel.NumArguments; i++)
        {
            CXCursor parameter = kernel.GetArgument(i);
            parameters.Add(new(parameter.Spelling, types.Read(parameter.Type), Place(parameter.Location)));
        }
        string name = instance is null ? kernel.Spelling : NameOf(instance, written);
        return new(kernel.Mangling, name, TypeReader.Namespaces(written), parameters, CommentText.Parse(written.RawCommentText), Place(written.Location));
    }

    // ns::scale<float> => scale<float>
    private static string NameOf(KernelInstance instance, CXCursor template)
    {
        int name = instance.Qualified.IndexOf(template.Spelling, StringComparison.Ordinal);
        return instance.Alias ?? (name < 0 ? instance.Qualified : instance.Qualified[name..]);
    }

    private static SourcePlace Place(CXSourceLocation location)
    {
        (string file, int line, int column) = location.Presumed;
        return new(file, line, column);
    }

    private static IEnumerable<Diagnostic> Errors(CXTranslationUnitImpl* unit, string source, IReadOnlyList<KernelInstance> instances)
    {
        List<Diagnostic> errors = [];
        uint count = clang.getNumDiagnostics(unit);
        for (uint i = 0; i < count; i++)
        {
            void* diagnostic = clang.getDiagnostic(unit, i);
            if (clang.getDiagnosticSeverity(diagnostic) >= CXDiagnosticSeverity.CXDiagnostic_Error)
            {
                (string file, int line, int column) = clang.getDiagnosticLocation(diagnostic).Presumed;
                string text = clang.getDiagnosticSpelling(diagnostic).Take();
                errors.Add(file == InstanceVariable && line >= 1 && line <= instances.Count
                    ? ToolMessages.NoInstance(source, instances[line - 1].Name, text)
                    : new Diagnostic(ToolMessages.SourceErrorId, DiagnosticSeverity.Error, text, file, line, column, null));
            }
            clang.disposeDiagnostic(diagnostic);
        }
        return errors;
    }

    private static Diagnostic Failure(string source, string problem) => new(ToolMessages.SourceErrorId, DiagnosticSeverity.Error, problem, source, 0, 0, null);
}
