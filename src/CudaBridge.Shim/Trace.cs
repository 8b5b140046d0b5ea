using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace CudaBridge.Shim;

/// <summary><c>CUDABRIDGE_TRACE=1</c>: each call with its arguments and its result, one line on stderr, in the order in which calls return.</summary>
internal static class Trace
{
    public static readonly bool Enabled = Environment.GetEnvironmentVariable("CUDABRIDGE_TRACE") is { Length: > 0 } and not "0";

    /// <param name="result">Without a value for a function that returns nothing.</param>
    public static void Call(string function, TraceArgument result, ReadOnlySpan<TraceArgument> arguments)
    {
        var line = new StringBuilder("cudabridge: ").Append(function).Append('(');
        for (int i = 0; i < arguments.Length; i++)
            line.Append(i == 0 ? "" : ", ").Append(arguments[i].Name).Append('=').Append(arguments[i].Value);
        line.Append(')');
        if (result.Value is not null) line.Append(" = ").Append(result.Value);
        Console.Error.WriteLine(line.ToString());
    }
}

/// <summary>An argument or a result as text.</summary>
internal readonly struct TraceArgument(string name, string? value)
{
    public unsafe TraceArgument(string name, void* value)
        : this(name, value is null ? "NULL" : $"0x{(nuint)value:x}")
    {
    }

    public string Name { get; } = name;

    public string? Value { get; } = value;

    /// <summary>Numbers and enums as they print, handles in hexadecimal.</summary>
    public static TraceArgument Of<T>(string name, T value) where T : unmanaged => new(name, value switch
    {
        CudaError error => CudaErrorTable.NameOf(error),
        IFormattable => value.ToString(),
        _ when Unsafe.SizeOf<T>() == sizeof(ulong) => $"0x{Unsafe.As<T, ulong>(ref value):x}",
        _ => value.ToString(),
    });

    public static unsafe TraceArgument Text(string name, byte* text) =>
        new(name, text is null ? "NULL" : $"\"{Marshal.PtrToStringUTF8((nint)text)}\"");
}
