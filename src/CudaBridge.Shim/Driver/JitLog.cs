using System.Text;

namespace CudaBridge.Shim;

/// <summary>The buffers that a caller gave for what the compiler says (<c>CU_JIT_INFO_LOG_BUFFER</c>, <c>CU_JIT_ERROR_LOG_BUFFER</c>).</summary>
internal sealed unsafe class JitLog
{
    // CUjit_option
    private const int InfoLogBuffer = 3, InfoLogBufferSize = 4, ErrorLogBuffer = 5, ErrorLogBufferSize = 6;
    private const nuint LargestBuffer = 1 << 20;

    private readonly byte* _buffer;
    private readonly nuint* _size;
    private readonly int _room;

    public JitLog(uint count, int* options, void** values)
    {
        for (uint i = 0; i < count; i++)
            switch (options[i])
            {
                case ErrorLogBuffer: _buffer = (byte*)values[i]; break;
                case ErrorLogBufferSize: _size = (nuint*)&values[i]; break;
                case InfoLogBuffer when values[i] is not null: *(byte*)values[i] = 0; break;
                case InfoLogBufferSize: values[i] = null; break;
            }
        if (_size is not null) _room = (int)Math.Min((uint)*_size, LargestBuffer);
    }

    /// <summary>Cut to fit; the option's value becomes the number of bytes written.</summary>
    public void Write(string message)
    {
        if (_size is null) return;
        int count = 0;
        if (_buffer is not null && _room > 0)
        {
            byte[] text = Encoding.UTF8.GetBytes(message);
            count = Math.Min(text.Length, _room - 1);
            text.AsSpan(0, count).CopyTo(new Span<byte>(_buffer, count));
            _buffer[count] = 0;
        }
        *_size = (nuint)count;
    }
}
