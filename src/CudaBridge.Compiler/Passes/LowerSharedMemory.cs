using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

// @tile = internal addrspace(3) global [128 x float]     load float, @tile
//   =>  %base = call ptr addrspace(3) @cudabridge.shared.base()     %tile = getelementptr i8, %base, 512     load float, %tile
// @dyn = external addrspace(3) global [0 x float]        =>  behind the kernel's static variables
// call i64 @cudabridge.shared.offset(ptr %p)             =>  %p - %base; cudabridge.shared.place adds the base again
// Each kernel has its own layout. Variables of functions that were not inlined come first, at the same place in every kernel.
internal static class LowerSharedMemory
{
    public const string BaseFunction = "cudabridge.shared.base";
    public const string DynamicOffsetFunction = "cudabridge.shared.dynamic";

    // What CUDA guarantees for dynamic shared memory.
    private const uint DynamicAlign = 16;
    private const uint StaticLimit = 48 * 1024;

    public static void Run(Translation t)
    {
        List<SharedVariable> variables = t.Module.Globals().Where(g => g.PointerSpace() == AddressSpace.Shared).Select(g => new SharedVariable(t, g)).ToList();
        foreach (SharedVariable variable in variables.Where(v => v.Replacer.Initialiser.Exists()))
            t.Diagnostics.Report(Messages.AddressInInitialiser, Demangler.Demangle(variable.Replacer.Initialiser.Name), Demangler.Demangle(variable.Global.Name));

        CallGraph calls = new(t.Module);
        Segment common = new();
        foreach (SharedVariable variable in variables.Where(v => !v.IsDynamic && v.IsCommon)) variable.CommonOffset = common.Add(variable);
        foreach (Kernel kernel in t.Kernels) LayOut(t, kernel, variables, common, calls);
        if (t.Diagnostics.HasErrors) return;

        foreach (SharedVariable variable in variables)
        {
            Dictionary<IntPtr, LLVMValueRef> places = variable.Replacer.Functions.ToDictionary(f => f.Handle, f => variable.PlaceIn(t, f));
            variable.Replacer.Replace(function => places[function.Handle]);
        }

        foreach (LLVMValueRef function in t.Module.DefinedFunctions()) LowerAddresses(t, function);
        foreach (SharedVariable variable in variables.Where(v => !v.Global.HasUsers())) variable.Global.DeleteGlobal();
    }

    private static void LayOut(Translation t, Kernel kernel, List<SharedVariable> variables, Segment common, CallGraph calls)
    {
        HashSet<IntPtr> reachable = [.. calls.Reachable(kernel.Function).Select(f => f.Handle)];
        List<SharedVariable> used = variables.FindAll(v => v.Replacer.Functions.Any(f => reachable.Contains(f.Handle)));
        Segment segment = used.Exists(v => v.IsCommon && !v.IsDynamic) ? common.Copy() : new Segment();
        foreach (SharedVariable variable in used.Where(v => !v.IsDynamic && !v.IsCommon)) variable.Offsets[kernel.Function.Handle] = segment.Add(variable);

        kernel.DynamicShared = used.Exists(v => v.IsDynamic);
        uint align = used.Where(v => v.IsDynamic).Select(v => v.Align).Append(DynamicAlign).Max();
        kernel.SharedAlign = Math.Max(segment.Align, align);
        kernel.StaticShared = kernel.DynamicShared ? Segment.RoundUp(segment.Size, align) : segment.Size;
        foreach (SharedVariable variable in used.Where(v => v.IsDynamic)) variable.Offsets[kernel.Function.Handle] = kernel.StaticShared;
        if (segment.Size > StaticLimit) t.Diagnostics.Report(Messages.SharedTooLarge, Demangler.Demangle(kernel.Name), segment.Size);
    }

    private static void LowerAddresses(Translation t, LLVMValueRef function)
    {
        foreach (LLVMValueRef call in function.Instructions().Where(i => i.IsCall() && i.CalledFunction().Exists()))
            switch (call.CalledFunction().Name)
            {
                case HideSharedAddresses.OffsetFunction:
                    LLVMValueRef from = BaseAddress(t, function, call);
                    LLVMValueRef address = t.Builder.BuildPtrToInt(call.GetOperand(0), t.Context.Int64Type);
                    call.ReplaceAndErase(t.Builder.BuildSub(address, from));
                    break;
                case HideSharedAddresses.PlaceFunction:
                    LLVMValueRef host = t.Builder.BuildAdd(call.GetOperand(0), BaseAddress(t, function, call));
                    call.ReplaceAndErase(t.Builder.BuildIntToPtr(host, call.TypeOf));
                    break;
            }
    }

    private static LLVMValueRef BaseAddress(Translation t, LLVMValueRef function, LLVMValueRef before)
    {
        LLVMValueRef segment = SegmentBase(t, function);
        t.Builder.PositionBefore(before);
        return t.Builder.BuildPtrToInt(segment, t.Context.Int64Type);
    }

    /// <summary>The base of the running block's segment, read at the top of the function's body; the builder stays there.</summary>
    public static LLVMValueRef SegmentBase(Translation t, LLVMValueRef function)
    {
        t.Builder.PositionBefore(SeparatePrologue.EndOf(function).GetSuccessor(0).FirstInstruction);
        return Dialect.TargetOperations.Call(t, BaseFunction, t.Context.GetPointerType(AddressSpace.Shared));
    }

    private sealed class Segment
    {
        public uint Size { get; private set; }
        public uint Align { get; private set; } = 1;

        public Segment Copy() => new() { Size = Size, Align = Align };

        public static uint RoundUp(uint value, uint align) => (value + align - 1) / align * align;

        public uint Add(SharedVariable variable)
        {
            uint offset = RoundUp(Size, variable.Align);
            Size = offset + variable.Size;
            Align = Math.Max(Align, variable.Align);
            return offset;
        }
    }

    private sealed class SharedVariable
    {
        public SharedVariable(Translation t, LLVMValueRef global)
        {
            Global = global;
            Replacer = new GlobalReplacer(t.Builder, global);
            Size = (uint)Math.Min(t.Module.Layout().ABISizeOfType(global.GlobalValueType), uint.MaxValue);
            Align = Math.Max(global.Alignment, t.Module.Layout().ABIAlignmentOfType(global.GlobalValueType));
            IsDynamic = global.IsDeclaration || Size == 0;
            IsCommon = Replacer.Functions.Any(f => !f.IsKernel());
        }

        public LLVMValueRef Global { get; }
        public GlobalReplacer Replacer { get; }
        public uint Size { get; }
        public uint Align { get; }
        public bool IsDynamic { get; }
        public bool IsCommon { get; }
        public uint CommonOffset { get; set; }

        /// <summary>By kernel.</summary>
        public Dictionary<IntPtr, uint> Offsets { get; } = [];

        public LLVMValueRef PlaceIn(Translation t, LLVMValueRef function)
        {
            LLVMTypeRef int32 = t.Context.Int32Type;
            LLVMValueRef segment = SegmentBase(t, function);
            LLVMValueRef offset =
                Offsets.TryGetValue(function.Handle, out uint own) ? LLVMValueRef.CreateConstInt(int32, own)
                : IsDynamic ? Dialect.TargetOperations.Call(t, DynamicOffsetFunction, int32)
                : LLVMValueRef.CreateConstInt(int32, CommonOffset);
            return t.Builder.BuildInBoundsGEP2(t.Context.Int8Type, segment, [offset], Global.Name);
        }
    }
}
