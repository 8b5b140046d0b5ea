using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu.Scalar;

/// <summary>The run function of a kernel that never suspends: loops over blocks and lanes around the kernel's body.</summary>
internal sealed class LaneLoops
{
    private readonly Translation _t;
    private readonly CpuContract _cpu;
    private readonly Kernel _kernel;
    private readonly LLVMBuilderRef _builder;
    private readonly LLVMValueRef _run;
    private readonly LLVMTypeRef _int32;
    private LLVMValueRef _lane, _block, _launch;

    public LaneLoops(Translation t, CpuContract cpu, Kernel kernel)
    {
        (_t, _cpu, _kernel, _builder, _int32) = (t, cpu, kernel, t.Builder, t.Context.Int32Type);
        _run = BuildKernelEntry.Declare(t, kernel);
    }

    public LLVMValueRef Build()
    {
        LLVMValueRef worker = _run.GetParam(0), first = _run.GetParam(2), count = _run.GetParam(3);
        _builder.MoveToEnd(_run.AppendBasicBlock("entry"));
        _lane = _builder.BuildAlloca(_cpu.Lane, "lane");
        _block = _builder.BuildAlloca(_cpu.Block, "block");
        _launch = _builder.BuildAlloca(_cpu.Launch, "launch.copy");
        CopyStruct(_launch, _run.GetParam(1), _cpu.Launch);
        LLVMValueRef parameters = Load(_t.Context.GetPointerType(), _cpu.Launch, _launch, CpuContract.LaunchField.Params);
        LLVMValueRef width = Dimension(0), height = Dimension(1), depth = Dimension(2);

        Loop(_t.Context.Int64Type, count, "block", index =>
        {
            BeginBlock(worker, _builder.BuildAdd(first, index));
            Loop(_int32, depth, "z", z => Loop(_int32, height, "y", y => Loop(_int32, width, "x", x =>
            {
                LLVMValueRef row = _builder.BuildAdd(_builder.BuildMul(z, height), y);
                FillLane(x, y, z, _builder.BuildAdd(_builder.BuildMul(row, width), x));
                CallBody(parameters);
            })));
        });
        _builder.BuildRetVoid();
        return _run;
    }

    // for (i = 0; i < count; i++) body(i); the builder goes on behind it.
    private void Loop(LLVMTypeRef type, LLVMValueRef count, string name, Action<LLVMValueRef> body)
    {
        LLVMBasicBlockRef before = _builder.InsertBlock;
        LLVMBasicBlockRef head = _t.Context.AppendBasicBlock(_run, name), inside = _t.Context.AppendBasicBlock(_run, $"{name}.body");
        LLVMBasicBlockRef after = _t.Context.AppendBasicBlock(_run, $"{name}.end");
        _builder.BuildBr(head);
        _builder.MoveToEnd(head);
        LLVMValueRef i = _builder.BuildPhi(type, name);
        _builder.BuildCondBr(_builder.BuildICmp(LLVMIntPredicate.LLVMIntULT, i, count), inside, after);
        _builder.MoveToEnd(inside);
        body(i);
        LLVMValueRef next = _builder.BuildAdd(i, LLVMValueRef.CreateConstInt(type, 1));
        next.HasNUW = true;
        i.AddIncoming([type.Null, next], [before, _builder.InsertBlock]);
        _builder.BuildBr(head);
        _builder.MoveToEnd(after);
    }

    private void BeginBlock(LLVMValueRef worker, LLVMValueRef linear)
    {
        LLVMValueRef begun = _cpu.Call(_builder, "cb_begin_block", worker, _run.GetParam(1), linear);
        CopyStruct(_block, begun, _cpu.Block);
        Store(_launch, _cpu.Block, _block, CpuContract.BlockField.Launch);
    }

    private void FillLane(LLVMValueRef x, LLVMValueRef y, LLVMValueRef z, LLVMValueRef linear)
    {
        Store(_block, _cpu.Lane, _lane, CpuContract.LaneField.Block);
        foreach ((LLVMValueRef value, ulong axis) in new[] { (x, 0ul), (y, 1ul), (z, 2ul) })
            _builder.BuildStore(value, Element(_cpu.Lane, _lane, CpuContract.LaneField.Tid, axis));
        Store(_builder.BuildAnd(linear, Int32(31)), _cpu.Lane, _lane, CpuContract.LaneField.LaneId);
        Store(_builder.BuildLShr(linear, Int32(5)), _cpu.Lane, _lane, CpuContract.LaneField.WarpId);
        Store(linear, _cpu.Lane, _lane, CpuContract.LaneField.Linear);
    }

    private void CallBody(LLVMValueRef parameters)
    {
        LLVMValueRef body = _kernel.Function;
        body.Linkage = LLVMLinkage.LLVMInternalLinkage;
        List<LLVMValueRef> arguments = [_lane, .. KernelParameters.Load(_t, _kernel, parameters)];
        for (uint i = 1; i <= body.ParamsCount; i++) Attributes.RemoveFrom(body, (LLVMAttributeIndex)i, "byval");
        if (_t.Options.OptimizationLevel > 0)
        {
            Attributes.RemoveFrom(body, LLVMAttributeIndex.LLVMAttributeFunctionIndex, "noinline");
            Attributes.AddTo(body, "alwaysinline");
        }

        _builder.BuildCall2(body.GlobalValueType, body, arguments.ToArray());
    }

    private LLVMValueRef Dimension(ulong axis) => _builder.BuildLoad2(_int32, Element(_cpu.Launch, _launch, CpuContract.LaunchField.Block, axis));

    private LLVMValueRef Int32(ulong value) => LLVMValueRef.CreateConstInt(_int32, value);

    private LLVMValueRef Element(LLVMTypeRef type, LLVMValueRef pointer, uint field, ulong index) =>
        _builder.BuildInBoundsGEP2(type, pointer, [Int32(0), Int32(field), Int32(index)]);

    private LLVMValueRef Load(LLVMTypeRef result, LLVMTypeRef type, LLVMValueRef pointer, uint field) =>
        _builder.BuildLoad2(result, _builder.BuildStructGEP2(type, pointer, field));

    private void Store(LLVMValueRef value, LLVMTypeRef type, LLVMValueRef pointer, uint field) =>
        _builder.BuildStore(value, _builder.BuildStructGEP2(type, pointer, field));

    private void CopyStruct(LLVMValueRef to, LLVMValueRef from, LLVMTypeRef type)
    {
        LLVMTargetDataRef layout = _t.Module.Layout();
        uint align = layout.ABIAlignmentOfType(type);
        _builder.BuildMemCpy(to, align, from, align, LLVMValueRef.CreateConstInt(_t.Context.Int64Type, layout.ABISizeOfType(type)));
    }
}
