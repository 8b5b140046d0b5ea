using CudaBridge.Compiler;

namespace CudaBridge.Runtime;

/// <summary>What the runtime writes to the log. 3xxx: run time.</summary>
internal static class RuntimeMessages
{
    private const DiagnosticSeverity Error = DiagnosticSeverity.Error;
    private const DiagnosticSeverity Warning = DiagnosticSeverity.Warning;

    //  name                                         id        severity  text                                                             hint
    public static readonly Message KernelFault   = new("CB3001", Error,   "{0}: {1}",                                                      "every CUDA call fails now until cudaDeviceReset");
    public static readonly Message NotAtStart    = new("CB3002", Error,   "a module with variables cannot be loaded at start: {0}",        null);
    public static readonly Message NotCompiled   = new("CB3003", Error,   "kernel IR cannot be compiled: {0}",                             null);
    public static readonly Message OtherAbi      = new("CB3004", Warning, "a module's code is for ABI version {0}, not {1}",               "build the program again; until then its kernel IR is compiled at run time");
    public static readonly Message NotWritten    = new("CB3005", Error,   "a module's code cannot be written to {0}: {1}",                 "set TMPDIR to a folder with room");
    public static readonly Message NotLoaded     = new("CB3006", Error,   "a module's code cannot be loaded: {0}",                         null);
    public static readonly Message NotWhole      = new("CB3007", Error,   "an image is damaged: {0}",                                      "build the program again");
    public static readonly Message NotCacheRead  = new("CB3010", Warning, "a cached module cannot be read: {0}",                           "it is compiled again; CUDABRIDGE_CACHE names another folder");
    public static readonly Message NotCached     = new("CB3011", Warning, "a compiled module cannot be kept: {0}",                         "it will be compiled again; CUDABRIDGE_CACHE names another folder");
    public static readonly Message NotDeleted    = new("CB3012", Warning, "a file of the cache cannot be deleted: {0}",                    null);
    public static readonly Message NoOpenCl      = new("CB3030", Error,   "CUDABRIDGE_DEVICE={0}: {1}",                                    "'cudabridge devices' lists what is here");
    public static readonly Message NotBuilt      = new("CB3031", Error,   "{0} does not compile the kernels: {1}",                         null);
    public static readonly Message Leaked        = new("CB3020", Warning, "{0} was never disposed; made {1}",                              "Dispose gives it back; 'using' does that by itself");
}
