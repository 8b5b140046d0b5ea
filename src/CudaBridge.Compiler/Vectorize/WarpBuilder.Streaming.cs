using CudaBridge.Compiler.Backends.Cpu;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

// store <16 x float> %v, %p, where the kernel never reads the array
//   =>  the launch is large and %p starts a cache line ? store … !nontemporal : store …
// A whole line that goes around the caches need not be read first, which is a third of the traffic of c[i] = a[i] + b[i].
internal sealed partial class WarpBuilder
{
    private HashSet<IntPtr>? _writtenOnly;

    /// <summary>Writes the store both ways if it may go around the caches; false if it may not.</summary>
    private bool StoreStreaming(LLVMValueRef store, LLVMValueRef value, LLVMValueRef address)
    {
        // What a loop stores need not be large because the grid is.
        if (_loops > 0 || SizeOf(value.TypeOf) % CacheLine != 0) return false;
        _writtenOnly ??= WrittenOnly.Stores(_source);
        if (!_writtenOnly.Contains(store.Handle)) return false;

        LLVMBasicBlockRef around = NewBlock("around"), through = NewBlock("through"), after = NewBlock("stored");
        var offset = _b.BuildAnd(_b.BuildPtrToInt(address, _i64), I64((long)CacheLine - 1));
        _b.BuildCondBr(_b.BuildAnd(LaunchStreams(), _b.BuildIsNull(offset)), around, through);
        _b.PositionAtEnd(around);
        var streamed = _b.BuildStore(value, address);
        streamed.Alignment = (uint)CacheLine;
        streamed.SetMetadata(_context.GetMDKindID("nontemporal"), Metadata.Node(_context, I32(1)));
        _b.BuildBr(after);
        _b.PositionAtEnd(through);
        _b.BuildStore(value, address).Alignment = store.Alignment;
        _b.BuildBr(after);
        _b.PositionAtEnd(after);
        return true;
    }

    private LLVMValueRef LaunchStreams()
    {
        CpuContract cpu = new(_module);
        var block = _b.BuildLoad2(_context.GetPointerType(), Field(cpu.Lane, _function.GetParam(0), CpuContract.LaneField.Block));
        var launch = _b.BuildLoad2(_context.GetPointerType(), Field(cpu.Block, block, CpuContract.BlockField.Launch));
        var flags = _b.BuildLoad2(_i32, Field(cpu.Launch, launch, CpuContract.LaunchField.Flags));
        return _b.BuildIsNotNull(_b.BuildAnd(flags, I32(CpuContract.LaunchStreaming)));
    }

    private LLVMValueRef Field(LLVMTypeRef record, LLVMValueRef pointer, uint field) => _b.BuildStructGEP2(record, pointer, field);
}
