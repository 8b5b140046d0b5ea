using System.Text.Encodings.Web;
using System.Text.Json;

namespace CudaBridge.Cli.Commands;

internal static class JsonText
{
    /// <summary>A writer whose output people can read, too.</summary>
    public static Utf8JsonWriter Writer(Stream output) =>
        new(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
