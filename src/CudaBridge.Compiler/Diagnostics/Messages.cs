namespace CudaBridge.Compiler;

/// <summary>One row of <see cref="Messages"/>. <c>{0}</c>, <c>{1}</c> … in the texts stand for a diagnostic's details.</summary>
public sealed record Message(string Id, DiagnosticSeverity Severity, string Text, string? Hint = null)
{
    public Diagnostic At(string? file, int line, int column, params object[] details) =>
        new(Id, Severity, Fill(Text, details), file, line, column, Hint is null ? null : Fill(Hint, details));

    public Diagnostic In(string? file, params object[] details) => At(file, 0, 0, details);

    private static string Fill(string text, object[] details) => string.Format(System.Globalization.CultureInfo.InvariantCulture, text, details);
}

/// <summary>Every diagnostic of the compiler. 1xxx: environment; 2xxx: kernel IR and compilation.</summary>
public static class Messages
{
    private const DiagnosticSeverity Error = DiagnosticSeverity.Error;

    // A program may hold kernels it never launches: what cannot be translated is an error when a thread comes to it.
    private const DiagnosticSeverity AtRun = DiagnosticSeverity.Warning;

    //  name                                            id        severity  text                                                          hint
    public static readonly Message NoLibLlvm       = new("CB1030", Error, "libLLVM 22 is not on this machine",                             "install it (Debian, Ubuntu: apt-get install libllvm22), or set CUDABRIDGE_LLVM to its folder");
    public static readonly Message NoLinker        = new("CB1031", Error, "the linker ld.lld 22 is not on this machine",                   "install it (Debian, Ubuntu: apt-get install lld-22), or set CUDABRIDGE_LLVM to LLVM's folder");
    public static readonly Message NoToolkitFile   = new("CB1032", Error, "the toolkit lacks {0}",                                         "build it (build.sh), or set CUDABRIDGE_TOOLKIT to its folder");
    public static readonly Message LinkerFailed    = new("CB1033", Error, "ld.lld failed: {0}",                                            null);

    public static readonly Message NotKernelIr     = new("CB2000", Error, "not a module of kernel IR: {0}",                                "kernel IR is LLVM IR for nvptx64 of LLVM 22 or older");
    public static readonly Message UnknownOperation= new("CB2001", AtRun, "the operation {0} is not supported",                            "a launch that comes to it ends with cudaErrorNotSupported");
    public static readonly Message UndefinedSymbol = new("CB2002", Error, "undefined device symbol {0}",                                   "define it, or link the file that defines it (nvcc -dc, then link all objects)");
    public static readonly Message DuplicateSymbol = new("CB2003", Error, "the device symbol {0} is defined more than once", "define it in one file, or make it static or inline");
    public static readonly Message DynamicInit     = new("CB2004", Error, "dynamic initialisation of a __device__ or __constant__ variable is not allowed", "give it a constant initialiser, or fill it with cudaMemcpyToSymbol");
    public static readonly Message SharedTooLarge  = new("CB2005", Error, "kernel {0} uses too much shared data (0x{1:x} bytes, 0xc000 max)", "use dynamic shared memory (extern __shared__) for more than 48 KB");
    public static readonly Message AddressInInitialiser = new("CB2006", Error, "the initialiser of {0} holds the address of {1}, which is not known before the program runs", "assign it in a kernel");
    public static readonly Message UnknownTarget   = new("CB2008", Error, "unknown target {0}",                                            "cudabridge targets lists them");
    public static readonly Message UnknownIsa      = new("CB2009", Error, "unknown instruction set {0}",                                   "x86-64-v2, x86-64-v3, x86-64-v4 or aarch64");
    public static readonly Message UnknownLanes    = new("CB2014", Error, "a warp cannot have {0} lanes",                                  "CUDABRIDGE_LANES is 8, 16, 32 or 64; without it the compiler chooses");
    public static readonly Message UnknownPass     = new("CB2010", Error, "there is no pass {0}",                                          "cudabridge passes --target TARGET lists them");
    public static readonly Message LlvmError       = new("CB2011", Error, "LLVM: {0}",                                                     null);
    public static readonly Message BrokenModule    = new("CB2012", Error, "internal error: the module is malformed after pass {0}: {1}",   "please report this with the source file");
    public static readonly Message VariadicCall    = new("CB2013", Error, "the variadic device function {0} is not supported",             null);

    public static readonly Message NotInOpenCl     = new("CB2201", AtRun, "kernel {0} cannot be said in OpenCL C: {1}",                   "run it on the CPU device");
    public static readonly Message VariableNotInOpenCl = new("CB2202", Error, "a variable cannot be said in OpenCL C: {0}",                "run the program on the CPU device");

    public static readonly Message NotForCores     = new("CB2211", AtRun, "kernel {0} cannot be said in {1}: {2}",                          "write it for the target's cores by hand");

    // Details: the place inside the asm, the asm as written, the problem, what would be right.
    public static readonly Message InlinePtxSyntax      = new("CB2101", Error, "inline PTX, {0} in \"{1}\": {2}");
    public static readonly Message InlinePtxSyntaxNear  = new("CB2101", Error, "inline PTX, {0} in \"{1}\": {2}",                           "{3}");
    public static readonly Message InlinePtxMeaning     = new("CB2102", AtRun, "inline PTX, {0} in \"{1}\": {2}");
    public static readonly Message InlinePtxMeaningNear = new("CB2102", AtRun, "inline PTX, {0} in \"{1}\": {2}",                           "{3}");
    public static readonly Message PtxIllegal           = new("CB2104", Error, "PTX: {0}");
    public static readonly Message PtxIllegalNear       = new("CB2104", Error, "PTX: {0}",                                                  "{1}");
    public static readonly Message PtxMeaning           = new("CB2105", AtRun, "PTX: {0}",                                                  "a launch that comes to it ends with cudaErrorNotSupported");
    public static readonly Message ModuleInlineAsm      = new("CB2103", Error, "asm at file scope is not supported",                          "declare in CUDA C++ what it declares");
}
