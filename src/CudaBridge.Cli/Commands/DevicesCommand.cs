using System.CommandLine;
using System.Text.Json;
using CudaBridge.Compiler;
using CudaBridge.Runtime;

namespace CudaBridge.Cli.Commands;

/// <summary><c>devices</c>: what CUDA programs find on this machine.</summary>
internal static class DevicesCommand
{
    public static Command Create()
    {
        Option<bool> json = new("--json") { Description = "machine-readable output; memory in bytes" };
        Command command = new("devices", "list the devices that CUDA programs find on this machine") { json };
        command.SetAction(parsed => CudaBridgeProgram.Guard(() => Run(parsed.GetValue(json))));
        return command;
    }

    private static int Run(bool json)
    {
        IReadOnlyList<(string Selector, Device? Device, string Name, string? Problem)> all = DeviceList.All();
        if (json) WriteJson(all);
        else TableText.Write(
            ["device", "name", "capability", "cores", "instruction set", "memory"],
            all.Select(d => d.Device is { } device
                ? new[] { d.Selector, d.Name, Capability(device), $"{device.MultiprocessorCount}", d.Selector == "cpu" ? HostIsa.Current : "OpenCL C", $"{device.TotalMemory / 1024.0 / 1024.0 / 1024.0:0.0} GiB" }
                : [d.Selector, d.Name, "", "", $"not usable: {d.Problem}", ""]));
        if (!json) Console.Out.WriteLine("\nCUDABRIDGE_DEVICE chooses the one that programs find as device 0; without it that is the CPU.");
        return 0;
    }

    private static string Capability(Device device) =>
        $"{device.GetAttribute(DeviceAttribute.ComputeCapabilityMajor)}.{device.GetAttribute(DeviceAttribute.ComputeCapabilityMinor)}";

    private static void WriteJson(IReadOnlyList<(string Selector, Device? Device, string Name, string? Problem)> all)
    {
        using Utf8JsonWriter json = JsonText.Writer(Console.OpenStandardOutput());
        json.WriteStartArray();
        for (int i = 0; i < all.Count; i++)
        {
            (string selector, Device? device, string name, string? problem) = all[i];
            json.WriteStartObject();
            json.WriteNumber("device", i);
            json.WriteString("selector", selector);
            json.WriteString("name", name);
            if (problem is not null) json.WriteString("problem", problem);
            if (device is not null) WriteFacts(json, device, selector == "cpu" ? HostIsa.Current : "opencl-c");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFacts(Utf8JsonWriter json, Device device, string isa)
    {
        json.WriteString("capability", Capability(device));
        json.WriteNumber("cores", device.MultiprocessorCount);
        json.WriteString("isa", isa);
        json.WriteNumber("memory", (ulong)device.TotalMemory);
    }
}
