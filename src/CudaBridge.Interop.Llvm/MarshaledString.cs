using System.Runtime.InteropServices;
using System.Text;

namespace LLVMSharp.Interop;

/// <summary>A NUL-terminated UTF-8 copy of a string, for the length of a call.</summary>
public unsafe ref struct MarshaledString
{
    public MarshaledString(ReadOnlySpan<char> input)
    {
        int bytes = Encoding.UTF8.GetByteCount(input);
        Value = (sbyte*)NativeMemory.Alloc((nuint)bytes + 1);
        Encoding.UTF8.GetBytes(input, new Span<byte>(Value, bytes));
        Value[bytes] = 0;
        Length = bytes;
    }

    public int Length { get; }
    public sbyte* Value { get; private set; }

    public static implicit operator sbyte*(in MarshaledString value) => value.Value;

    public void Dispose()
    {
        NativeMemory.Free(Value);
        Value = null;
    }

    internal static string AsString(sbyte* text) => Marshal.PtrToStringUTF8((IntPtr)text) ?? "";

    internal static string AsString(sbyte* text, nuint length) => text is null ? "" : Encoding.UTF8.GetString((byte*)text, (int)length);

    /// <summary>Takes over a string that LLVM allocated.</summary>
    internal static string Take(sbyte* text)
    {
        string result = AsString(text);
        if (text is not null) LLVM.DisposeMessage(text);
        return result;
    }
}
