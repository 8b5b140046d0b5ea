using System.Security.Cryptography;
using System.Text;

namespace CudaBridge.Cli.Nvcc;

/// <summary>nvcc's settings as the front end's options for one source file.</summary>
internal static class SourceOptions
{
    public static CompileOptions Of(NvccSettings settings, string source, InputKind kind, bool color)
    {
        Architecture architecture = Architectures.Choose(settings.Architectures);
        return new CompileOptions
        {
            Source = source,
            Language = kind switch { InputKind.Cuda => SourceLanguage.Cuda, InputKind.Cxx => SourceLanguage.Cxx, _ => SourceLanguage.C },
            Standard = settings.Standard,
            FrontEnd = [.. settings.Preprocessor, .. settings.FrontEnd],
            HostOptions = [.. settings.HostCompilerOptions, .. settings.Profile ? ["-pg"] : Array.Empty<string>()],
            Architecture = architecture.Number,
            ArchitectureSuffix = architecture.Suffix,
            HostOptimization = settings.OptimizationLevel,
            HostDebug = settings.Debug,
            DeviceDebug = settings.DeviceDebug,
            DeviceLines = settings.LineInfo || settings.Debug,
            Relocatable = settings.Relocatable,
            UnitId = UnitId(settings, source),
            FastMath = settings.FastMath,
            FlushDenormals = settings.FlushDenormals ?? settings.FastMath,
            Contract = settings.Contract ?? true,
            RelaxedConstexpr = settings.RelaxedConstexpr,
            ExtendedLambda = settings.ExtendedLambda,
            NoExceptions = settings.NoExceptions,
            PerThreadStream = settings.PerThreadStream,
            NoWarnings = settings.NoWarnings,
            WarningsAsErrors = settings.WarningsAsErrors,
            Color = color,
        };
    }

    // The same file compiled in two ways is two units of one program.
    private static string UnitId(NvccSettings settings, string source)
    {
        string text = string.Join('\0', [Path.GetFullPath(source), settings.Output ?? "", .. settings.Preprocessor]);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0, 8).ToLowerInvariant();
    }
}
