using System.Text.Json;
using CudaBridge.Abi;
using CudaBridge.Compiler;

namespace CudaBridge.Cli.Commands;

/// <summary>What <c>inspect --json</c> prints. Sizes and offsets are bytes.</summary>
internal static class InspectJson
{
    public static void Write(Stream output, string file, IReadOnlyList<InspectedModule> modules)
    {
        using Utf8JsonWriter json = JsonText.Writer(output);
        json.WriteStartObject();
        json.WriteString("file", file);
        json.WriteStartArray("modules");
        foreach (InspectedModule module in modules) Write(json, module);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, InspectedModule module)
    {
        json.WriteStartObject();
        json.WriteString("place", module.Module.Place);
        json.WriteStartArray("images");
        foreach (ImageEntry image in module.Module.Images) Write(json, image);
        json.WriteEndArray();
        json.WriteStartArray("kernels");
        foreach (KernelFacts kernel in module.Kernels) Write(json, kernel);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ImageEntry image)
    {
        json.WriteStartObject();
        json.WriteString("kind", image.Kind.ToString());
        json.WriteString("target", image.Target);
        json.WriteNumber("sm", image.SmVersion);
        json.WriteBoolean("relocatable", image.Flags.HasFlag(ImageFlags.Relocatable));
        json.WriteNumber("bytes", image.Payload.Length);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, KernelFacts kernel)
    {
        json.WriteStartObject();
        json.WriteString("name", kernel.Name);
        json.WriteString("displayName", kernel.DisplayName);
        json.WriteStartArray("parameters");
        foreach (ParameterFacts parameter in kernel.Parameters)
        {
            json.WriteStartObject();
            json.WriteNumber("offset", parameter.Offset);
            json.WriteNumber("size", parameter.Size);
            json.WriteString("type", parameter.Type);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("staticShared", kernel.StaticShared);
        json.WriteBoolean("dynamicShared", kernel.DynamicShared);
        json.WriteNumber("barriers", kernel.Barriers);
        json.WriteNumber("warpOperations", kernel.WarpOperations);
        json.WriteNumber("atomics", kernel.Atomics);
        json.WriteBoolean("gridSync", kernel.GridSync);
        json.WriteBoolean("printf", kernel.Printf);
        json.WriteNumber("maxThreads", kernel.MaxThreads);
        json.WriteString("mode", kernel.Mode);
        json.WriteString("reason", kernel.Reason);
        json.WriteEndObject();
    }
}
