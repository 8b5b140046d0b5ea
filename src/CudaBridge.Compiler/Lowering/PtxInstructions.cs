using CudaBridge.Ptx;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>Which code lowers which opcode. Forms of one opcode share an entry: it looks at their types and modifiers.</summary>
internal static class PtxInstructions
{
    private static readonly Dictionary<string, Action<PtxOperation>> s_table = new()
    {
        // Arithmetic (PTX ISA 9.7.1 to 9.7.5)
        ["add"] = PtxArithmetic.Add,             ["sub"] = PtxArithmetic.Subtract,         ["mul"] = PtxArithmetic.Multiply,
        ["mad"] = PtxArithmetic.MultiplyAdd,     ["fma"] = PtxFloat.Fma,                   ["div"] = PtxArithmetic.Divide,
        ["rem"] = PtxInteger.Remainder,          ["abs"] = PtxArithmetic.Absolute,         ["neg"] = PtxArithmetic.Negate,
        ["min"] = PtxArithmetic.Minimum,         ["max"] = PtxArithmetic.Maximum,          ["sad"] = PtxInteger.Sad,
        ["addc"] = PtxExtended.AddWithCarry,     ["subc"] = PtxExtended.SubtractWithBorrow, ["madc"] = PtxExtended.MultiplyAddWithCarry,
        ["mul24"] = PtxInteger.Multiply24,       ["mad24"] = PtxInteger.MultiplyAdd24,
        ["rcp"] = PtxFloat.Reciprocal,           ["sqrt"] = PtxFloat.SquareRoot,           ["rsqrt"] = PtxFloat.ReciprocalSquareRoot,
        ["sin"] = PtxFloat.Approximate,          ["cos"] = PtxFloat.Approximate,           ["lg2"] = PtxFloat.Approximate,
        ["ex2"] = PtxFloat.Exponential,          ["tanh"] = PtxFloat.HyperbolicTangent,    ["testp"] = PtxFloat.TestProperty,
        ["copysign"] = PtxFloat.CopySign,

        // Bits (9.7.1, 9.7.8)
        ["popc"] = PtxBits.CountOnes,            ["clz"] = PtxBits.CountLeadingZeros,      ["bfind"] = PtxBits.FindHighest,
        ["fns"] = PtxBits.FindNthSet,            ["brev"] = PtxBits.Reverse,               ["bfe"] = PtxBits.Extract,
        ["bfi"] = PtxBits.Insert,                ["szext"] = PtxBits.SignOrZeroExtend,     ["bmsk"] = PtxBits.Mask,
        ["dp4a"] = PtxBits.DotProduct4,          ["dp2a"] = PtxBits.DotProduct2,           ["prmt"] = PtxBits.Permute,
        ["and"] = PtxLogic.And,                  ["or"] = PtxLogic.Or,                     ["xor"] = PtxLogic.Xor,
        ["not"] = PtxLogic.Not,                  ["cnot"] = PtxLogic.LogicalNot,           ["lop3"] = PtxLogic.Lop3,
        ["shf"] = PtxLogic.FunnelShift,          ["shl"] = PtxLogic.ShiftLeft,             ["shr"] = PtxLogic.ShiftRight,

        // Comparison and selection (9.7.6, 9.7.7)
        ["set"] = PtxComparison.Set,             ["setp"] = PtxComparison.SetPredicate,    ["selp"] = PtxComparison.Select,
        ["slct"] = PtxComparison.SelectBySign,

        // Movement, memory, conversion (9.7.9)
        ["mov"] = PtxMovement.Move,              ["ld"] = PtxMemory.Load,                  ["ldu"] = PtxMemory.Load,
        ["st"] = PtxMemory.Store,                ["prefetch"] = PtxMemory.Prefetch,        ["prefetchu"] = PtxMemory.Prefetch,
        ["applypriority"] = PtxMemory.Hint,      ["discard"] = PtxMemory.Hint,             ["createpolicy"] = PtxMemory.CreatePolicy,
        ["isspacep"] = PtxMemory.IsInSpace,      ["cvta"] = PtxMemory.ConvertAddress,      ["mapa"] = PtxMemory.MapToCluster,
        ["getctarank"] = PtxMemory.ClusterRank,  ["cp"] = PtxMemory.CopyAsync,             ["cvt"] = PtxConversion.Convert,

        // Control flow (9.7.12, 9.7.17)
        ["bra"] = PtxControl.Branch,             ["brx"] = PtxControl.BranchIndexed,       ["exit"] = PtxControl.Exit,
        ["trap"] = PtxControl.Trap,              ["brkpt"] = PtxControl.Breakpoint,        ["call"] = PtxControl.Call,
        ["ret"] = PtxControl.Return,             ["alloca"] = PtxStack.Allocate,            ["stacksave"] = PtxStack.Save,
        ["stackrestore"] = PtxStack.Restore,

        // Lanes together (9.7.13)
        ["bar"] = PtxCollective.Barrier,         ["barrier"] = PtxCollective.Barrier,      ["vote"] = PtxCollective.Vote,
        ["shfl"] = PtxCollective.Shuffle,        ["match"] = PtxCollective.Match,          ["redux"] = PtxCollective.Reduce,
        ["activemask"] = PtxCollective.ActiveMask, ["elect"] = PtxCollective.Elect,        ["griddepcontrol"] = PtxCollective.GridDependency,
        ["membar"] = PtxAtomic.MemoryBarrier,    ["fence"] = PtxAtomic.Fence,              ["atom"] = PtxAtomic.Atom,
        ["red"] = PtxAtomic.Atom,                ["mbarrier"] = PtxMemoryBarrierObject.Lower,

        // Matrices (9.7.14)
        ["ldmatrix"] = PtxMatrixMovement.Load,   ["stmatrix"] = PtxMatrixMovement.Store,   ["movmatrix"] = PtxMatrixMovement.Transpose,
        ["mma"] = PtxMatrixProduct.Multiply,      ["wmma"] = PtxWarpMatrix.Lower,

        // Textures and surfaces (9.7.10, 9.7.11)
        ["tex"] = PtxTexture.Fetch,              ["tld4"] = PtxTexture.Gather,             ["txq"] = PtxTexture.Query,
        ["suld"] = PtxTexture.LoadSurface,       ["sust"] = PtxTexture.StoreSurface,       ["suq"] = PtxTexture.Query,
        ["sured"] = PtxTexture.ReduceSurface,

        // Video (9.7.18, 9.7.19)
        ["vadd"] = PtxVideo.Scalar,              ["vsub"] = PtxVideo.Scalar,               ["vabsdiff"] = PtxVideo.Scalar,
        ["vmin"] = PtxVideo.Scalar,              ["vmax"] = PtxVideo.Scalar,               ["vshl"] = PtxVideo.Scalar,
        ["vshr"] = PtxVideo.Scalar,              ["vmad"] = PtxVideo.MultiplyAdd,          ["vset"] = PtxVideo.Scalar,
        ["vadd2"] = PtxVideo.Packed,             ["vsub2"] = PtxVideo.Packed,              ["vavrg2"] = PtxVideo.Packed,
        ["vabsdiff2"] = PtxVideo.Packed,         ["vmin2"] = PtxVideo.Packed,              ["vmax2"] = PtxVideo.Packed,
        ["vset2"] = PtxVideo.Packed,
        ["vadd4"] = PtxVideo.Packed,             ["vsub4"] = PtxVideo.Packed,              ["vavrg4"] = PtxVideo.Packed,
        ["vabsdiff4"] = PtxVideo.Packed,         ["vmin4"] = PtxVideo.Packed,              ["vmax4"] = PtxVideo.Packed,
        ["vset4"] = PtxVideo.Packed,

        // Miscellaneous (9.7.20)
        ["nanosleep"] = PtxControl.NanoSleep,    ["pmevent"] = PtxControl.Nothing,         ["setmaxnreg"] = PtxControl.Nothing,
    };

    // Instructions of the table that have no lowering, and why.
    private static readonly Dictionary<string, string> s_unsupported = new()
    {
        ["multimem"] = "multicast memory belongs to several GPUs",
        ["tensormap"] = "tensor maps belong to NVIDIA's copy engine",
        ["istypep"] = "objects do not say what they are",
    };

    /// <summary>The instruction alone becomes code with branches of its own.</summary>
    public static bool MakesBlocks(Opcode opcode) => opcode.Name == "sured" || opcode.Form.FullOpcode == "cp.reduce.async.bulk";

    public static bool IsSupported(string opcode) => s_table.ContainsKey(opcode);

    public static bool IsKnownGap(string opcode) => s_unsupported.ContainsKey(opcode);

    public static void Lower(PtxEmitter emitter, Instruction instruction)
    {
        PtxOperation operation = new(emitter, instruction);
        if (!s_table.TryGetValue(instruction.Opcode.Name, out Action<PtxOperation>? lower))
            throw operation.Unsupported(s_unsupported.GetValueOrDefault(instruction.Opcode.Name, "it has no lowering"));
        lower(operation);
    }
}
