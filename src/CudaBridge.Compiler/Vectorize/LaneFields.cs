using CudaBridge.Compiler.Backends.Cpu;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

/// <summary>
/// What the lanes of a warp find in their <c>cb_lane</c> records, which lie one after the other. In a warp of consecutive lanes along x
/// (blockDim.x a multiple of the lane count) the thread index is base + lane and y and z are the same for all.
/// </summary>
internal static class LaneFields
{
    /// <summary>Shapes of the lane parameter and of loads from it.</summary>
    public static Dictionary<IntPtr, Shape> Shapes(LLVMValueRef function, LLVMTargetDataRef layout, int lanes, bool consecutive)
    {
        int align = System.Numerics.BitOperations.Log2((uint)lanes);
        Dictionary<IntPtr, Shape> given = [];
        foreach (var load in function.Instructions().Where(i => i.InstructionOpcode == LLVMOpcode.LLVMLoad))
        {
            if (FieldOf(load.GetOperand(0), function.GetParam(0)) is { } field)
                given[load.Handle] = FieldShape(field.Field, field.Element, align, consecutive);
            else if (consecutive && IsBlockWidth(load.GetOperand(0)))
                given[load.Handle] = Shape.Uniform(align);
        }

        return given;
    }

    /// <summary>Whether the kernel reads its place in the warp, so that warps must have CUDA's width.</summary>
    public static bool NeedsWholeWarp(LLVMValueRef function) => function.Instructions().Exists(i => i.InstructionOpcode == LLVMOpcode.LLVMLoad
        && FieldOf(i.GetOperand(0), function.GetParam(0)) is { Field: CpuContract.LaneField.LaneId or CpuContract.LaneField.WarpId });

    /// <summary>Whether the code reads threadIdx.y or z, so that its blocks are no rows.</summary>
    public static bool ReadsOtherDimensions(LLVMValueRef lane) => ThreadIndices(lane).Any(t => t.Dimension != 0);

    /// <summary>The addresses from which the code reads threadIdx.</summary>
    public static IEnumerable<(LLVMValueRef Address, ulong Dimension)> ThreadIndices(LLVMValueRef lane) =>
        from user in lane.Users()
        where user.IsInstruction(LLVMOpcode.LLVMGetElementPtr) && user.GetOperand(0) == lane && user.OperandCount > 3
            && user.GetOperand(2).IsAConstantInt.Exists() && user.GetOperand(2).ConstIntZExt == CpuContract.LaneField.Tid
        select (user, user.GetOperand(3).ConstIntZExt);

    private static Shape FieldShape(uint field, ulong element, int align, bool consecutive) => field switch
    {
        CpuContract.LaneField.Block or CpuContract.LaneField.WarpId => Shape.Uniform(),
        CpuContract.LaneField.Tid when consecutive => element == 0 ? Shape.Strided(1, align, true, true) : Shape.Uniform(),
        CpuContract.LaneField.LaneId => Shape.Strided(1, Shape.MaxAlign, true, true),
        CpuContract.LaneField.Linear => Shape.Strided(1, align, true, true),
        _ => Shape.Varying,
    };

    /// <summary>The field of the lane record that an address names, and for the index its dimension.</summary>
    private static (uint Field, ulong Element)? FieldOf(LLVMValueRef address, LLVMValueRef lane)
    {
        if (address == lane) return (CpuContract.LaneField.Block, 0);
        if (!address.IsInstruction(LLVMOpcode.LLVMGetElementPtr) || address.GetOperand(0) != lane || address.OperandCount < 3) return null;
        return ((uint)address.GetOperand(2).ConstIntZExt, address.OperandCount > 3 ? address.GetOperand(3).ConstIntZExt : 0);
    }

    /// <summary>The address of blockDim.x in the launch.</summary>
    public static bool IsBlockWidth(LLVMValueRef address) =>
        address.IsInstruction(LLVMOpcode.LLVMGetElementPtr) && address.GEPSourceElementType.Kind == LLVMTypeKind.LLVMStructTypeKind
        && address.GEPSourceElementType.StructName.StartsWith("struct.cb_launch", StringComparison.Ordinal) && address.OperandCount == 4
        && address.GetOperand(2).ConstIntZExt == CpuContract.LaunchField.Block && address.GetOperand(3).ConstIntZExt == 0;
}
