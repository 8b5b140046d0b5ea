using System.Globalization;
using CudaBridge.Runtime.OpenCl;

namespace CudaBridge.Runtime;

/// <summary>Which device the process uses: <c>CUDABRIDGE_DEVICE</c> says; the CPU when it does not.</summary>
public static class DeviceList
{
    private const string OpenCl = "opencl";

    private static readonly Lazy<Device> s_cpu = new(() => new CpuDevice());

    /// <summary>The CPU.</summary>
    public static Device Cpu => s_cpu.Value;

    /// <summary>Whether a name asks for an OpenCL device: <c>opencl</c>, <c>opencl:1</c>, <c>opencl:NAME</c>.</summary>
    public static bool IsOpenCl(string name) => name.Equals(OpenCl, StringComparison.OrdinalIgnoreCase) || name.StartsWith(OpenCl + ":", StringComparison.OrdinalIgnoreCase);

    /// <summary>Every device there is here: the CPU, then OpenCL's with why they cannot be used.</summary>
    public static IReadOnlyList<(string Selector, Device? Device, string Name, string? Problem)> All()
    {
        List<(string, Device?, string, string?)> all = [("cpu", Cpu, Cpu.Name, null)];
        IReadOnlyList<OpenClCandidate> candidates = OpenClCandidate.All();
        for (int i = 0; i < candidates.Count; i++) all.Add(($"{OpenCl}:{i}", candidates[i].Problem is null ? new OpenClDevice(candidates[i]) : null, candidates[i].Name, candidates[i].Problem));
        return all;
    }

    /// <exception cref="CudaException">NoDevice: an OpenCL device is asked for that is not here.</exception>
    internal static Device Choose() => Settings.Device is { } name && IsOpenCl(name) ? ChooseOpenCl(name) : Cpu;

    private static OpenClDevice ChooseOpenCl(string name)
    {
        IReadOnlyList<OpenClCandidate> all = OpenClCandidate.All();
        string which = name.Length > OpenCl.Length ? name[(OpenCl.Length + 1)..] : "";
        OpenClCandidate? chosen =
            which.Length == 0 ? all.FirstOrDefault(c => c.Problem is null) ?? (all.Count > 0 ? all[0] : null)
            : int.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? (number < all.Count ? all[number] : null)
            : all.FirstOrDefault(c => c.Name.Contains(which, StringComparison.OrdinalIgnoreCase));
        string problem = all.Count == 0 ? OpenClApi.Problem ?? "OpenCL knows no device here (install one, such as pocl-opencl-icd)"
            : chosen is null ? $"there is no such device; there is: {string.Join(", ", all.Select(c => c.Name))}"
            : chosen.Problem ?? "";
        if (problem.Length == 0) return new OpenClDevice(chosen!);
        // Programs show CUDA's text for the error, which cannot say this.
        Console.Error.WriteLine($"cudabridge: {RuntimeMessages.NoOpenCl.In(null, name, problem)}");
        throw new CudaException(CudaError.NoDevice, $"CUDABRIDGE_DEVICE={name}: {problem}");
    }
}
