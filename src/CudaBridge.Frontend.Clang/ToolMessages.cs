using CudaBridge.Compiler;

namespace CudaBridge.Frontend.Clang;

/// <summary>Every diagnostic about command lines, files and the environment: CB1xxx.</summary>
public static class ToolMessages
{
    // Options.
    public static Diagnostic UnknownOption(string option, string? nearest) => Error("CB1001", $"unknown option '{option}'", nearest is null ? "--help lists the options" : $"did you mean '{nearest}'?");
    public static Diagnostic BadValue(string option, string value, string expected) => Error("CB1002", $"'{value}' is no value of option '--{option}'", $"it takes {expected}");
    public static Diagnostic MissingValue(string option) => Error("CB1003", $"option '--{option}' lacks its value");
    public static Diagnostic OptionUnsupported(string option, string reason) => Error("CB1004", $"option '--{option}' is not supported", reason);
    public static Diagnostic Conflict(string what, string hint) => Error("CB1005", what, hint);
    public static Diagnostic ResponseFileNesting(string path, int depth) => Error("CB1006", "options files are nested too deep", $"at most {depth} levels", path);

    // Files.
    public static Diagnostic NoInput() => Error("CB1010", "no input files", "--help explains the command line");
    public static Diagnostic MissingInput(string path) => Error("CB1011", "no such file", null, path);
    public static Diagnostic UnknownInput(string path) => Error("CB1012", "don't know what to do with this file", "-x cu, -x c++ or -x c names its language", path);
    public static Diagnostic InputUnsupported(string path, string reason) => Error("CB1013", "input is not supported", reason, path);
    public static Diagnostic CannotRead(string path, string reason) => Error("CB1014", $"cannot read: {reason}", null, path);
    public static Diagnostic CannotWrite(string path, string reason) => Error("CB1015", $"cannot write: {reason}", null, path);
    public static Diagnostic NotAnImage(string path, string hint) => Error("CB1016", "holds no device code", hint, path);

    // Programs.
    public static Diagnostic NoClang() => Error("CB1020", "clang++ 22 was not found", "install the packages clang-22 and lld-22, or name LLVM's folder in CUDABRIDGE_LLVM");
    public static Diagnostic NoToolkit() => Error("CB1021", "the toolkit folder was not found", "start nvcc from a toolkit's bin folder, or name the toolkit in CUDABRIDGE_TOOLKIT");
    public static Diagnostic NoProgram(string program, string hint) => Error("CB1022", $"program '{program}' was not found", hint);
    public static Diagnostic ProgramFailed(string program, int exitCode) => Error("CB1023", $"'{program}' ended with exit code {exitCode}");
    public static Diagnostic ProgramCrashed(string program, int signal) => Error("CB1024", $"'{program}' was ended by signal {signal}", "run with -v to see its command");
    public static Diagnostic NoLibClang() => Error("CB1025", "libclang 22 was not found", "install the package libclang1-22, or name LLVM's folder in CUDABRIDGE_LLVM");

    // Sources.
    public static Diagnostic NotConstructed(SourcePlace place) => Warning("CB1026", "the constructor and destructor of a __shared__ variable do not run", null, place);

    // C# projects.
    public const string SourceErrorId = "CB1030";
    public static Diagnostic NoInstance(string path, string instance, string reason) => Error("CB1031", $"there is no kernel instance '{instance}': {reason}", "instances are written as template<arguments>", path);
    public static Diagnostic ParameterUnmapped(SourcePlace place, string parameter, string kernel, string problem) =>
        Warning("CB1032", $"no C# method for kernel '{kernel}': its parameter '{parameter}' is {problem}", null, place);
    public static Diagnostic SameMethod(SourcePlace place, string kernel, string other) =>
        Warning("CB1033", $"no C# method for kernel '{kernel}': C# cannot tell it from '{other}'", "give one of them another name", place);
    public static Diagnostic TypesDiffer(string type, string first, string second) =>
        Error("CB1034", $"type '{type}' has one layout in '{first}' and another one here", "give one of the files another Namespace", second);
    public static Diagnostic SameClass(string type, string first, string second) =>
        Error("CB1035", $"class '{type}' is made from '{first}' already", "give one of the files another ClassName or Namespace", second);
    public static Diagnostic BadRequest(string path, string reason) => Error("CB1036", $"not a build request: {reason}", null, path);
    public static Diagnostic SeparateCompilation(string path) => Error("CB1037", "a file of a C# project is a program of its own", "leave out -rdc and -dc, and include what it needs", path);

    // A bug of ours.
    public static Diagnostic InternalError(Exception exception) => Error("CB1099", $"internal error: {exception?.GetType().Name}: {exception?.Message}", "please report this with the command; CUDABRIDGE_LOG=1 shows where it happened");

    private static Diagnostic Warning(string id, string message, string? hint, SourcePlace place) =>
        new(id, DiagnosticSeverity.Warning, message, place?.File, place?.Line ?? 0, place?.Column ?? 0, hint);

    private static Diagnostic Error(string id, string message, string? hint = null, string? file = null) =>
        new(id, DiagnosticSeverity.Error, message, file, 0, 0, hint);
}
