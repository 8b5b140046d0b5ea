using System.Runtime.InteropServices;
using System.Text;

namespace CudaBridge.Compiler;

/// <summary>C++ names as people write them, by the C++ runtime library's own demangler; without it names stay mangled.</summary>
internal static unsafe class Demangler
{
    private static readonly Lazy<IntPtr> s_demangle = new(Find);

    public static string Demangle(string name)
    {
        if (!name.StartsWith("_Z", StringComparison.Ordinal) || s_demangle.Value == IntPtr.Zero) return name;
        int status;
        fixed (byte* mangled = Encoding.UTF8.GetBytes(name + "\0"))
        {
            byte* text = ((delegate* unmanaged[Cdecl]<byte*, byte*, nuint*, int*, byte*>)s_demangle.Value)(mangled, null, null, &status);
            if (text is null) return name;
            string result = Marshal.PtrToStringUTF8((IntPtr)text) ?? name;
            NativeMemory.Free(text);
            return result;
        }
    }

    private static IntPtr Find() =>
        NativeLibrary.TryLoad("libstdc++.so.6", out IntPtr library) && NativeLibrary.TryGetExport(library, "__cxa_demangle", out IntPtr function)
            ? function
            : IntPtr.Zero;
}
