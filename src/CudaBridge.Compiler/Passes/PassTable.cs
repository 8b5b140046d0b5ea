using CudaBridge.Compiler.Backends.Cpu;
using CudaBridge.Compiler.Backends.Cpu.Scalar;
using CudaBridge.Compiler.Backends.Source;
using CudaBridge.Compiler.Backends.Tile;
using CudaBridge.Compiler.Blocks;
using CudaBridge.Compiler.Vectorize;

namespace CudaBridge.Compiler.Passes;

/// <summary>The passes in the order they run.</summary>
public static class PassTable
{
    // Kernel IR in, kernel IR out; every target runs them.
    internal static readonly Pass[] Normalise =
    [
        //  name                         run                              why here
        new("LoadKernelIr",              LoadKernelIr.Run,                "first: finds the kernels and variables under their own names"),
        new("LowerInlinePtx",            LowerInlinePtx.Run,              "before everything else that reads code: what PTX says becomes the operations that the other passes know"),
        new("RecoverPointers",           RecoverPointers.Run,             "before HideSharedAddresses, which would hide how shared addresses are computed"),
        new("LowerPureOperations",       LowerPureOperations.Run,         "before optimisation: its functions are inlined and folded like user code"),
        new("VerifyDialect",             VerifyDialect.Run,               "as soon as everything that can be lowered is, while calls still have their source lines"),
        new("DefineArithmetic",          DefineArithmetic.Run,            "before the first LLVM pass, which takes undefined cases for cases that never happen"),
        new("HideSharedAddresses",       HideSharedAddresses.Run,         "before the first LLVM pass, which would mix up offsets and addresses"),
        new("DropNoaliasAcrossBarriers", DropNoaliasAcrossBarriers.Run,   "before the first LLVM pass that could move an access across a barrier"),
        new("KeepScaling",               KeepScaling.Run,                 "before functions are inlined: the processor may have an instruction for this one"),
        new("InlineDeviceFunctions",     InlineDeviceFunctions.Run,       "what follows sees whole kernels; with LLVM's simplifications") { Weight = 20 },
        new("VerifyVariables",           VerifyVariables.Run,             "after simplification, which drops references that nothing reads"),
        new("CopyWrittenParameters",     CopyWrittenParameters.Run,       "after simplification, which shows what is only read"),
        new("AlignLocalArrays",          AlignLocalArrays.Run,            "after inlining, which removes most local arrays and tells the rest apart"),
        new("ContractFma",               ContractFma.Run,                 "after inlining, which brings products and sums together; before code is split by mode"),
        new("SeparatePrologue",          SeparatePrologue.Run,            "no LLVM pass may run from here to the target's own, it would merge the prologue"),
        new("CountOperations",           CountOperations.Run,             "the last point where the dialect's operations are all there"),
        new("LowerManagedVariables",     LowerManagedVariables.Run,       "needs the prologue"),
        new("MarkSharedAtomics",         MarkSharedAtomics.Run,           "the last point where addresses show that they are shared"),
        new("LowerSharedMemory",         LowerSharedMemory.Run,           "needs the prologue and, for small segments, inlining"),
    ];

    /// <summary>What DivideModule's parts go through, each on a thread of its own, as well as the module they were cut from.</summary>
    internal static readonly Pass[] HostCode =
    [
        new("OptimizeForHost",           OptimizeForHost.Run,             "while nothing knows yet what instructions there are") { Weight = 200 },
        new("LowerMaskedAccesses",       LowerMaskedAccesses.Run,         "after the last pass that could know more of a mask or an address"),
        new("FenceMinMax",               FenceMinMax.Run,                 "after the last pass that could look through a fence or make another minimum"),
        new("SelectRange",               SelectRange.Run,                 "after the last pass that knows what a minimum is and nothing of this instruction"),
        new("DivideLargeBlocks",         DivideLargeBlocks.Run,           "last: a pass that simplifies control flow would join them again"),
    ];

    internal static readonly Pass[] CpuScalar =
    [
        new("LowerKernelAddresses",      LowerKernelAddresses.Run,        "before AddLaneParameter, which makes other functions of kernels"),
        new("LowerExits",                LowerExits.Run,                  "before suspend points are sought: an exit in a kernel's body need not suspend"),
        new("AddLaneParameter",          AddLaneParameter.Run,            "registers are read through the lane"),
        new("SplitGridStrideLoops",      SplitGridStrideLoops.Run,        "while registers have names, which tell how large an index can be"),
        new("LowerSpecialRegisters",     LowerSpecialRegisters.Run,       "needs the lane parameter"),
        new("LowerMemoryOperations",     LowerMemoryOperations.Run,       "needs the lane parameter"),
        new("LowerRuntimeCalls",         LowerRuntimeCalls.Run,           "needs the lane parameter"),
        new("VectorizeKernels",          VectorizeKernels.Run,            "while collectives are in the dialect; registers are loads from lane records by now"),
        new("BuildBlockForms",           BuildBlockForms.Run,             "before suspend points are sought: units that run through a block's segments in turn never wait"),
        new("FindSuspendPoints",         FindSuspendPoints.Run,           "needs collectives and indirect calls in their final form"),
        new("LowerCollectives",          LowerCollectives.Run,            "after the search for suspend points, which reads the dialect"),
        new("LowerSharedAtomics",        LowerSharedAtomics.Run,          "after the vectoriser and the search for loops that wait, which both look at atomics"),
        new("LowerHalfAtomics",          LowerHalfAtomics.Run,            "after LowerSharedAtomics, which needs no loop for the block's own memory"),
        new("SplitConversions",          SplitConversions.Run,            "after the vectoriser, which makes vectors of them"),
        new("SelectScale",               SelectScale.Run,                 "after the vectoriser; before LLVM's passes, which take an unknown call for something costly"),
        new("RetargetToHost",            RetargetToHost.Run,              "before the first LLVM pass over code that uses the host's layout"),
        new("MoveAllocasToFrames",       MoveAllocasToFrames.Run,         "before coroutines, which take no alloca of variable size"),
        new("BuildCoroutines",           BuildCoroutines.Run,             "after all collectives have suspend markers"),
        new("BuildKernelEntry",          BuildKernelEntry.Run,            "after coroutines: it points at their ramps"),
        new("BuildModuleTable",          BuildModuleTable.Run,            "names what BuildKernelEntry built") { EndsTranslation = true },
        new("DivideModule",              DivideModule.Run,                "the module is complete, and what follows takes the most time"),
        .. HostCode,
        new("EmitSharedObject",          EmitSharedObject.Run,            "last") { Weight = 250 },
    ];

    internal static readonly Pass[] OpenClC =
    [
        new("KeepMathFunctions",         MathFunctions.Run,               "before functions are inlined: the device has its own of these"),
        new("PrepareForSource",          PrepareForSource.Run,            "after everything that needs the prologue"),
        new("EmitOpenCl",                EmitOpenCl.Run,                  "last"),
    ];

    // What the other targets make of the IR for the sake of speed would be in a reader's way here.
    internal static readonly Pass[] Cores =
    [
        new("LoadKernelIr",              LoadKernelIr.Run,                "first: finds the kernels and variables under their own names"),
        new("LowerInlinePtx",            LowerInlinePtx.Run,              "before everything else that reads code: what PTX says becomes the operations that the other passes know"),
        new("RecoverPointers",           RecoverPointers.Run,             "before HideSharedAddresses, which would hide how shared addresses are computed"),
        new("LowerPureOperations",       LowerPureOperations.Run,         "before optimisation: its functions are inlined and folded like user code"),
        new("VerifyDialect",             VerifyDialect.Run,               "as soon as everything that can be lowered is, while calls still have their source lines"),
        new("HideSharedAddresses",       HideSharedAddresses.Run,         "before the first LLVM pass, which would mix up offsets and addresses"),
        new("DropNoaliasAcrossBarriers", DropNoaliasAcrossBarriers.Run,   "before the first LLVM pass that could move an access across a barrier"),
        new("KeepMathFunctions",         MathFunctions.RunForCores,       "before functions are inlined: the device has its own of these"),
        new("SimplifyForCores",          SimplifyForCores.Run,            "what follows sees whole kernels, in the order they were written"),
        new("LiftWarpTrees",             LiftWarpTrees.Run,               "after simplification, which shows rounds of shuffles as loops"),
        new("VerifyVariables",           VerifyVariables.Run,             "after simplification, which drops references that nothing reads"),
        new("CopyWrittenParameters",     CopyWrittenParameters.Run,       "after simplification, which shows what is only read"),
        new("CountOperations",           CountOperations.Run,             "the last point where the dialect's operations are all there"),
        new("PrepareForSource",          PrepareForSource.Run,            "after everything that looks for operations on vectors"),
        new("EmitCores",                 EmitCores.Run,                   "last"),
    ];

    /// <summary>The passes of a target, in the order they run.</summary>
    internal static IReadOnlyList<Pass> For(string target)
    {
        if (target == "cpu") return [.. Normalise, .. CpuScalar];
        if (CoreLanguages.Find(target) is not null) return Cores;
        int inlining = Array.FindIndex(Normalise, p => p.Name == "InlineDeviceFunctions");
        return [.. Normalise[..inlining], OpenClC[0], .. Normalise[inlining..].Where(p => p.Name != "MarkSharedAtomics"), .. OpenClC[1..]];
    }

    /// <summary>What code is generated for.</summary>
    public static IReadOnlyList<string> Targets { get; } = ["cpu", "opencl-c", "bang", "ascend-simd", "tops"];

    /// <summary>The names and reasons of a target's passes, in the order they run.</summary>
    public static IReadOnlyList<PassInfo> Of(string target) => [.. For(target).Select(p => new PassInfo(p.Name, p.Reason))];
}
