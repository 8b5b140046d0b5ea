using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu.Scalar;

/// <summary>Puts a function's body into the frame that LLVM's switched-resume lowering expects (llvm.org/docs/Coroutines.html).</summary>
/// <param name="result">Where the return value goes; null for a kernel, which starts suspended and leaves its frame to the block.</param>
internal sealed class CoroutineBody(Translation t, CpuContract cpu, LLVMValueRef function, LLVMValueRef lane, LLVMValueRef result)
{
    private readonly LLVMBuilderRef _builder = t.Builder;
    private bool IsKernel => !result.Exists();

    /// <summary>Ends the builder's block with an unconditional suspend that goes on at <paramref name="next"/>.</summary>
    public static void MarkSuspend(Translation t, LLVMBasicBlockRef next)
    {
        LLVMTypeRef type = LLVMTypeRef.CreateFunction(t.Context.VoidType, [t.Context.Int32Type]);
        LLVMValueRef marker = t.Module.GetNamedFunction(LowerCollectives.SuspendMarker);
        if (!marker.Exists()) marker = t.Module.AddFunction(LowerCollectives.SuspendMarker, type);
        t.Builder.BuildCall2(type, marker, [LLVMValueRef.CreateConstInt(t.Context.Int32Type, 1)]);
        t.Builder.BuildBr(next);
    }

    public void Build()
    {
        Attributes.AddTo(function, "presplitcoroutine");
        List<LLVMValueRef> markers = function.Instructions().FindAll(IsMarker);
        List<LLVMValueRef> returns = function.Instructions().FindAll(i => i.IsInstruction(LLVMOpcode.LLVMRet));
        BlockEditor.HoistAllocas(function);
        LLVMBasicBlockRef entry = BlockEditor.SplitBefore(BlockEditor.AfterAllocas(function), "entry"), body = entry.Next;
        LLVMBasicBlockRef final = Append("final"), cleanup = Append("cleanup"), leave = Append("suspend"), unreachable = Append("unreachable");

        _builder.MoveToEnd(entry);
        LLVMValueRef id = Call("llvm.coro.id", [], Int32(0), Null, Null, Null);
        LLVMValueRef size = Call("llvm.coro.size", [t.Context.Int64Type]);
        LLVMValueRef memory = cpu.Call(_builder, "cb_frame_alloc", lane, size);
        LLVMValueRef handle = Call("llvm.coro.begin", [], id, memory);
        if (IsKernel) Suspend(isFinal: false, body, cleanup, leave);
        else _builder.BuildBr(body);

        foreach (LLVMValueRef marker in markers) LowerMarker(marker, cleanup, leave);
        foreach (LLVMValueRef ret in returns) LowerReturn(ret, final);

        _builder.MoveToEnd(final);
        Suspend(isFinal: true, unreachable, cleanup, leave);
        _builder.MoveToEnd(unreachable);
        _builder.BuildUnreachable();
        _builder.MoveToEnd(cleanup);
        LLVMValueRef frame = Call("llvm.coro.free", [], id, handle);
        if (!IsKernel) cpu.Call(_builder, "cb_frame_free", lane, frame);
        _builder.BuildBr(leave);
        _builder.MoveToEnd(leave);
        Call("llvm.coro.end", [], handle, t.Context.Int1Type.Null, NoToken);
        _builder.BuildRet(handle);
    }

    private LLVMValueRef Null => t.Context.GetPointerType().Null;
    private unsafe LLVMValueRef NoToken => LLVM.ConstNull(LLVM.TokenTypeInContext(t.Context));

    private static bool IsMarker(LLVMValueRef i) => i.IsCall() && i.CalledFunction() is { Handle: not 0 } f && f.Name == LowerCollectives.SuspendMarker;

    private LLVMBasicBlockRef Append(string name) => t.Context.AppendBasicBlock(function, name);

    private LLVMValueRef Int32(ulong value) => LLVMValueRef.CreateConstInt(t.Context.Int32Type, value);

    private LLVMValueRef Call(string name, ReadOnlySpan<LLVMTypeRef> overloads, params ReadOnlySpan<LLVMValueRef> arguments) =>
        Intrinsics.Call(t.Module, _builder, name, overloads, arguments);

    // 0: resumed, 1: destroyed, else: suspended now.
    private void Suspend(bool isFinal, LLVMBasicBlockRef resumed, LLVMBasicBlockRef cleanup, LLVMBasicBlockRef leave)
    {
        LLVMTypeRef int8 = t.Context.Int8Type;
        LLVMValueRef how = Call("llvm.coro.suspend", [], NoToken, LLVMValueRef.CreateConstInt(t.Context.Int1Type, isFinal ? 1u : 0u));
        LLVMValueRef branch = _builder.BuildSwitch(how, leave, 2);
        branch.AddCase(LLVMValueRef.CreateConstInt(int8, 0), resumed);
        branch.AddCase(LLVMValueRef.CreateConstInt(int8, 1), cleanup);
    }

    // call void @cudabridge.suspend(i32 %s)  =>  if (%s != 0) suspend
    private void LowerMarker(LLVMValueRef marker, LLVMBasicBlockRef cleanup, LLVMBasicBlockRef leave)
    {
        LLVMValueRef mustSuspend = marker.GetOperand(0);
        LLVMBasicBlockRef before = BlockEditor.SplitBefore(marker, "arrive"), rest = marker.InstructionParent, wait = Append("wait");
        _builder.MoveToEnd(before);
        _builder.BuildCondBr(_builder.BuildIsNotNull(mustSuspend), wait, rest);
        _builder.MoveToEnd(wait);
        Suspend(isFinal: false, rest, cleanup, leave);
        marker.InstructionEraseFromParent();
    }

    private void LowerReturn(LLVMValueRef ret, LLVMBasicBlockRef final)
    {
        _builder.PositionBefore(ret);
        if (ret.OperandCount == 1) _builder.BuildStore(ret.GetOperand(0), result);
        _builder.BuildBr(final);
        ret.InstructionEraseFromParent();
    }
}
