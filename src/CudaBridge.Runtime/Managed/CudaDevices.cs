using System.Globalization;
using CudaBridge.Runtime;

namespace CudaBridge;

/// <summary>The devices contexts can be made on.</summary>
internal static class CudaDevices
{
    private const string Cpu = "cpu";

    public static IReadOnlyList<string> Names => [Cudart.Device.Name];

    /// <summary>What <c>CUDABRIDGE_DEVICE</c> names; the first device when it is not set.</summary>
    public static int Chosen => Settings.Device is { } name && !DeviceList.IsOpenCl(name) ? Find(name) : 0;

    /// <exception cref="CudaException">InvalidDevice</exception>
    public static int Find(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < Names.Count) return number;
        if (name.Equals(Cpu, StringComparison.OrdinalIgnoreCase)) return 0;
        for (int i = 0; i < Names.Count; i++)
            if (Names[i].Contains(name, StringComparison.OrdinalIgnoreCase)) return i;
        throw new CudaException(CudaError.InvalidDevice, $"No device is called '{name}'. There is: {string.Join(", ", Names)} (also '{Cpu}').");
    }

    /// <exception cref="CudaException">InvalidDevice</exception>
    public static void Check(int device)
    {
        if ((uint)device >= (uint)Names.Count) throw new CudaException(CudaError.InvalidDevice, $"There is no device {device}: there are {Names.Count}.");
    }
}
