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
        Device device = Cudart.Device;
        if (json) WriteJson(device);
        else TableText.Write(
            ["device", "name", "capability", "cores", "instruction set", "memory"],
            [["0", device.Name, Capability(device), $"{device.MultiprocessorCount}", HostIsa.Current, $"{device.TotalMemory / 1024.0 / 1024.0 / 1024.0:0.0} GiB"]]);
        return 0;
    }

    private static string Capability(Device device) =>
        $"{device.GetAttribute(DeviceAttribute.ComputeCapabilityMajor)}.{device.GetAttribute(DeviceAttribute.ComputeCapabilityMinor)}";

    private static void WriteJson(Device device)
    {
        using Utf8JsonWriter json = JsonText.Writer(Console.OpenStandardOutput());
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteNumber("device", 0);
        json.WriteString("name", device.Name);
        json.WriteString("capability", Capability(device));
        json.WriteNumber("cores", device.MultiprocessorCount);
        json.WriteString("isa", HostIsa.Current);
        json.WriteNumber("memory", (ulong)device.TotalMemory);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
