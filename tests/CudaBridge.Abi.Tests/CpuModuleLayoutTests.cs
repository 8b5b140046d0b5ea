using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using CudaBridge.Abi;

namespace CudaBridge.Abi.Tests;

/// <summary>Compares the mirrors in CpuModule.cs with what clang makes of kernels/lib/cpu/cudabridge_cpu.h.</summary>
public sealed unsafe class CpuModuleLayoutTests
{
    private sealed record Mirror(string Name, int Size, params (string Field, int Offset)[] Fields);

    private static List<Mirror> Mirrors()
    {
        List<Mirror> mirrors = [new("cb_dim3", sizeof(Dim3), ("x", 0), ("y", 4), ("z", 8))];
        CpuParameter parameter;
        mirrors.Add(new("cb_param", sizeof(CpuParameter), ("offset", At(&parameter, &parameter.Offset)), ("size", At(&parameter, &parameter.Size))));
        CpuKernel k;
        mirrors.Add(new("cb_kernel", sizeof(CpuKernel),
            ("name", At(&k, &k.Name)), ("run", At(&k, &k.Run)), ("start_lane", At(&k, &k.StartLane)), ("params", At(&k, &k.Parameters)),
            ("param_count", At(&k, &k.ParameterCount)), ("param_bytes", At(&k, &k.ParameterBytes)),
            ("static_shared", At(&k, &k.StaticShared)), ("shared_align", At(&k, &k.SharedAlign)), ("local_bytes", At(&k, &k.LocalBytes)),
            ("max_threads", At(&k, &k.MaxThreads)), ("min_blocks", At(&k, &k.MinBlocks)), ("flags", At(&k, &k.Flags)),
            ("frame_bytes", At(&k, &k.FrameBytes)), ("warp_lanes", At(&k, &k.WarpLanes)), ("warp", At(&k, &k.Warp)), ("masked_warp", At(&k, &k.MaskedWarp))));
        CpuVariable v;
        mirrors.Add(new("cb_variable", sizeof(CpuVariable),
            ("name", At(&v, &v.Name)), ("address", At(&v, &v.Address)), ("indirection", At(&v, &v.Indirection)),
            ("size", At(&v, &v.Size)), ("flags", At(&v, &v.Flags)), ("align", At(&v, &v.Align))));
        CpuModuleTable m;
        mirrors.Add(new("cb_module", sizeof(CpuModuleTable),
            ("abi_version", At(&m, &m.AbiVersion)), ("kernel_count", At(&m, &m.KernelCount)), ("kernels", At(&m, &m.Kernels)),
            ("variable_count", At(&m, &m.VariableCount)), ("reserved", At(&m, &m.Reserved)), ("variables", At(&m, &m.Variables)),
            ("target", At(&m, &m.Target))));
        CpuLaunchState s;
        mirrors.Add(new("cb_launch_state", sizeof(CpuLaunchState),
            ("error", At(&s, &s.Error)), ("error_kind", At(&s, &s.ErrorKind)), ("fault_address", At(&s, &s.FaultAddress)),
            ("fault_block", At(&s, &s.FaultBlock)), ("fault_thread", At(&s, &s.FaultThread)), ("grid_arrived", At(&s, &s.GridArrived)),
            ("grid_generation", At(&s, &s.GridGeneration)), ("grid_workers", At(&s, &s.GridWorkers)), ("depth", At(&s, &s.Depth)), ("message", At(&s, &s.Message)),
            ("children", At(&s, &s.Children))));
        CpuChild d;
        mirrors.Add(new("cb_child", sizeof(CpuChild),
            ("next", At(&d, &d.Next)), ("kernel", At(&d, &d.Kernel)), ("grid", At(&d, &d.Grid)), ("block", At(&d, &d.Block)),
            ("dynamic_shared", At(&d, &d.DynamicShared)), ("is_tail", At(&d, &d.IsTail)), ("depth", At(&d, &d.Depth))));
        CpuLaunch l;
        mirrors.Add(new("cb_launch", sizeof(CpuLaunch),
            ("grid", At(&l, &l.Grid)), ("block", At(&l, &l.Block)), ("dynamic_shared", At(&l, &l.DynamicShared)), ("flags", At(&l, &l.Flags)),
            ("params", At(&l, &l.Parameters)), ("grid_id", At(&l, &l.GridId)), ("state", At(&l, &l.State)), ("kernel", At(&l, &l.Kernel))));
        CpuWorker w;
        mirrors.Add(new("cb_worker", sizeof(CpuWorker),
            ("index", At(&w, &w.Index)), ("reserved", At(&w, &w.Reserved)), ("shared", At(&w, &w.Shared)),
            ("shared_bytes", At(&w, &w.SharedBytes)), ("internal", At(&w, &w.Internal))));
        return mirrors;
    }

    private static readonly (string Name, long Value)[] s_constants =
    [
        ("CB_ABI_VERSION", CpuModuleTable.CurrentAbiVersion),
        ("CB_KERNEL_COROUTINE", (long)CpuKernelFlags.Coroutine),
        ("CB_KERNEL_GRID_SYNC", (long)CpuKernelFlags.GridSync),
        ("CB_KERNEL_RECURSION", (long)CpuKernelFlags.Recursion),
        ("CB_VARIABLE_CONSTANT", (long)CpuVariableFlags.Constant),
        ("CB_VARIABLE_MANAGED", (long)CpuVariableFlags.Managed),
        ("CB_LAUNCH_COOPERATIVE", (long)CpuLaunchFlags.Cooperative),
        ("CB_LAUNCH_STREAMING", (long)CpuLaunchFlags.Streaming),
        ("CB_CHILD_PARAMS", CpuChild.ParameterOffset),
        ("CB_FAULT_MEMORY", (long)CpuFaultKind.Memory),
    ];

    [Fact]
    public void Mirrors_have_the_layout_of_the_header()
    {
        List<(string Expression, long Value)> facts = [.. s_constants];
        foreach (Mirror mirror in Mirrors())
        {
            facts.Add(($"sizeof({mirror.Name})", mirror.Size));
            facts.AddRange(mirror.Fields.Select(f => ($"offsetof({mirror.Name}, {f.Field})", (long)f.Offset)));
        }

        Evaluate(facts.Select(f => f.Expression)).Should().Equal(facts.Select(f => $"{f.Expression} = {f.Value}"));
    }

    private static int At(void* start, void* field) => (int)((byte*)field - (byte*)start);

    private static IReadOnlyList<string> Evaluate(IEnumerable<string> expressions)
    {
        string folder = Directory.CreateTempSubdirectory("cudabridge-layout-").FullName;
        try
        {
            StringBuilder probe = new("#include <stdio.h>\n#include \"cudabridge_cpu.h\"\nint main(void) {\n");
            foreach (string expression in expressions) probe.Append($"  printf(\"{expression} = %lld\\n\", (long long){expression});\n");
            File.WriteAllText(Path.Combine(folder, "probe.c"), probe.Append("}\n").ToString());
            Output("clang-22", "-I", HeaderFolder(), Path.Combine(folder, "probe.c"), "-o", Path.Combine(folder, "probe"));
            return Output(Path.Combine(folder, "probe")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string HeaderFolder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../kernels/lib/cpu"));

    private static string Output(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string output = process.StandardOutput.ReadToEnd();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, errors);
        return output;
    }
}
