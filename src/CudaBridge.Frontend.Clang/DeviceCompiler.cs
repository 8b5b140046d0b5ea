using System.Globalization;

namespace CudaBridge.Frontend.Clang;

public enum DeviceOutput { Bitcode, Ptx, Nothing }

/// <summary>The clang command for the device half of a CUDA file.</summary>
public static class DeviceCompiler
{
    // Host compiler options that change what the source means.
    private static readonly string[] s_sharedPrefixes =
        ["-D", "-U", "-I", "-std=", "-fsigned-char", "-funsigned-char", "-fexceptions", "-fno-exceptions", "-frtti", "-fno-rtti", "-fdiagnostics-color", "-fcolor-diagnostics", "-fno-color-diagnostics"];

    private static readonly string[] s_sharedWithValue = ["-include", "-imacros", "-isystem", "-iquote", "-idirafter"];

    public static IReadOnlyList<string> Arguments(CompileOptions options, DeviceOutput kind, string output)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> arguments = [.. SharedArguments.Of(options), .. SharedHostOptions(options.HostOptions)];
        arguments.Add("--cuda-device-only");
        arguments.AddRange(ArchitectureMacro(options));
        arguments.AddRange(CodeGeneration(options, kind));
        arguments.AddRange(Output(kind, output));
        arguments.Add(options.Source);
        return arguments;
    }

    private static IEnumerable<string> ArchitectureMacro(CompileOptions options)
    {
        if (options.Architecture >= SharedArguments.BaseArchitecture) yield break;
        yield return string.Create(CultureInfo.InvariantCulture, $"-D__CUDABRIDGE_ARCH__={options.Architecture * 10}");
        yield return "-Wno-builtin-macro-redefined";
        yield return "-include";
        yield return "cudabridge/architecture.h";
    }

    private static IEnumerable<string> CodeGeneration(CompileOptions options, DeviceOutput kind)
    {
        // The device heap is small and kernels test for null; LLVM drops an unused malloc and takes it to have succeeded.
        yield return "-fno-builtin-malloc";
        yield return "-fno-builtin-free";
        // Warp code passes unset variables to shuffles, whose result then ignores them. C++ says no lane with one gets there.
        yield return "-Xclang";
        yield return "-no-enable-noundef-analysis";
        if (options.DeviceDebug)
        {
            yield return "-O0";
            yield return "-g";
        }
        else
        {
            yield return "-O2";
            // The translator optimises kernel IR itself: LLVM takes __restrict__ as a promise that holds across barriers, CUDA does not.
            if (kind == DeviceOutput.Bitcode)
            {
                yield return "-Xclang";
                yield return "-disable-llvm-passes";
            }

            if (options.DeviceNames)
            {
                // The driver gives optimised device code line tables only.
                foreach (string argument in new[] { "-fno-discard-value-names", "-Xclang", "-debug-info-kind=limited", "-Xclang", "-dwarf-version=4" }) yield return argument;
            }

            yield return options.DeviceLines || options.DeviceNames ? "-gline-tables-only" : "-g0";
        }
        yield return options.Contract ? "-ffp-contract=fast" : "-ffp-contract=off";
        if (options.FlushDenormals || options.FastMath) yield return "-fgpu-flush-denormals-to-zero";
        if (options.FastMath) yield return "-fgpu-approx-transcendentals";
    }

    private static IEnumerable<string> Output(DeviceOutput kind, string output) => kind switch
    {
        DeviceOutput.Bitcode => ["-emit-llvm", "-c", "-o", output],
        DeviceOutput.Ptx => ["-S", "-o", output],
        _ => ["-fsyntax-only"],
    };

    private static List<string> SharedHostOptions(IReadOnlyList<string> options)
    {
        List<string> shared = [];
        for (int i = 0; i < options.Count; i++)
            if (s_sharedWithValue.Contains(options[i]) && i + 1 < options.Count) shared.AddRange([options[i], options[++i]]);
            else if (s_sharedPrefixes.Any(prefix => options[i].StartsWith(prefix, StringComparison.Ordinal))) shared.Add(options[i]);
        return shared;
    }
}
