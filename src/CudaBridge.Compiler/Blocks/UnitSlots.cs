using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Blocks;

/// <summary>The record in which a unit keeps what it needs in a later segment; each block has an array of them.</summary>
internal sealed class UnitSlots(LLVMTargetDataRef layout)
{
    private const ulong CacheLine = 64;
    private ulong _bytes;

    /// <summary>Bytes of a record: whole cache lines, so that vectors in it are aligned.</summary>
    public ulong UnitBytes => (_bytes + CacheLine - 1) / CacheLine * CacheLine;

    /// <summary>Reserves room; returns its offset in the record.</summary>
    public ulong Add(LLVMTypeRef type) => Add(layout.ABISizeOfType(type), Math.Min(CacheLine, layout.ABIAlignmentOfType(type)));

    public ulong Add(ulong bytes, ulong align)
    {
        ulong offset = (_bytes + align - 1) / align * align;
        _bytes = offset + bytes;
        return offset;
    }
}
