using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace CudaBridge.Shim;

/// <summary>Strings that the C side may keep for ever: each is copied out of the managed heap once.</summary>
internal static unsafe class NativeStrings
{
    private static readonly ConcurrentDictionary<string, nint> s_interned = new();

    public static byte* Intern(string text) => (byte*)s_interned.GetOrAdd(text, Marshal.StringToCoTaskMemUTF8);

    /// <summary>Reads a C string; InvalidValue for NULL.</summary>
    public static string Read(byte* text)
    {
        Check.NotNull(text);
        return Marshal.PtrToStringUTF8((nint)text)!;
    }
}
