using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CudaBridge.Runtime;

/// <summary>A box of bytes: rows of <c>Width</c>, <c>Height</c> rows a slice, <c>Depth</c> slices. Pitches are bytes.</summary>
internal readonly record struct Box(nuint Width, nuint Height = 1, nuint Depth = 1)
{
    public bool IsEmpty => Width == 0 || Height == 0 || Depth == 0;

    public nuint Bytes => Width * Height * Depth;
}

/// <summary>Where a box lies in memory.</summary>
internal readonly record struct Place(nint Start, nuint Pitch = 0, nuint SlicePitch = 0)
{
    /// <summary>Bytes from the box's first to its last.</summary>
    public nuint Span(Box box) => SlicePitch * (box.Depth - 1) + Pitch * (box.Height - 1) + box.Width;

    public bool IsContiguous(Box box) => (box.Height == 1 || Pitch == box.Width) && (box.Depth == 1 || SlicePitch == box.Width * box.Height);
}

/// <summary>A copy or a fill of a box.</summary>
internal readonly unsafe record struct Transfer(Box Box, Place Target, Place Source, uint FillValue = 0, int FillSize = 0)
{
    public bool IsFill => FillSize != 0;

    public void Run()
    {
        if (Target.IsContiguous(Box) && (IsFill || Source.IsContiguous(Box)))
        {
            Row(Target.Start, Source.Start, Box.Bytes);
            return;
        }
        for (nuint z = 0; z < Box.Depth; z++)
            for (nuint y = 0; y < Box.Height; y++)
                Row(At(Target, y, z), At(Source, y, z), Box.Width);
    }

    private static nint At(Place place, nuint y, nuint z) => place.Start + (nint)(z * place.SlicePitch + y * place.Pitch);

    private void Row(nint target, nint source, nuint bytes)
    {
        switch (FillSize)
        {
            case 0:
                Buffer.MemoryCopy((void*)source, (void*)target, bytes, bytes);
                break;
            case 1:
                NativeMemory.Fill((void*)target, bytes, (byte)FillValue);
                break;
            case 2:
                Fill<ushort>(target, bytes, (ushort)FillValue);
                break;
            default:
                Fill(target, bytes, FillValue);
                break;
        }
    }

    private static void Fill<T>(nint target, nuint bytes, T value) where T : unmanaged
    {
        const int LargestSpan = 1 << 28;
        for (nuint left = bytes / (nuint)Unsafe.SizeOf<T>(); left > 0;)
        {
            int count = (int)Math.Min(left, LargestSpan);
            new Span<T>((void*)target, count).Fill(value);
            target += (nint)count * Unsafe.SizeOf<T>();
            left -= (nuint)count;
        }
    }
}

/// <summary>A transfer in a stream's queue.</summary>
internal sealed unsafe class TransferOperation : Operation
{
    private Transfer _transfer;
    private void* _staging;

    ~TransferOperation() => NativeMemory.Free(_staging);

    public void Prepare(in Transfer transfer) => _transfer = transfer;

    /// <summary>Takes the source's bytes now, so that the program may change it at once.</summary>
    public void PrepareCaptured(in Transfer transfer)
    {
        Box box = transfer.Box;
        _staging = NativeMemory.Alloc(box.Bytes);
        Place captured = new((nint)_staging, box.Width, box.Width * box.Height);
        (transfer with { Target = captured }).Run();
        _transfer = transfer with { Source = captured };
    }

    public override void Run(PrimaryContext context) => _transfer.Run();

    public override void Release(Stream stream)
    {
        NativeMemory.Free(_staging);
        _staging = null;
        stream.Pool.Return(this);
    }
}
