using CudaBridge.Compiler.Ir;
using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>PTX ISA 9.7.9: loads, stores, cache hints, address conversion, asynchronous copies. Cache hints change no result.</summary>
internal static class PtxMemory
{
    private static readonly string[] s_spaces =
        ["global", "shared", "shared::cta", "shared::cluster", "const", "local", "param", "param::entry", "param::func"];

    /// <summary>The state space an opcode names; null for generic addresses.</summary>
    public static string? Space(PtxOperation o) => Array.Find(s_spaces, o.Has);

    private static LLVMAtomicOrdering? Ordering(PtxOperation o) => true switch
    {
        true when o.Has("acquire") => LLVMAtomicOrdering.LLVMAtomicOrderingAcquire,
        true when o.Has("release") => LLVMAtomicOrdering.LLVMAtomicOrderingRelease,
        true when o.Has("relaxed") => LLVMAtomicOrdering.LLVMAtomicOrderingMonotonic,
        _                          => null,
    };

    // Volatile asm may be polling: only what PTX calls read-only may be loaded once.
    private static bool IsVolatileLoad(PtxOperation o) =>
        o.Has("volatile") || o.Has("mmio") || o.Has("cv")
        || o.Emitter.IsVolatile && !o.Has("nc") && o.Opcode.Name == "ld" && Space(o) is null or "global" or "shared" or "shared::cta" or "shared::cluster";

    /// <summary>The elements of a vector operand; a vector register gives its components.</summary>
    public static IReadOnlyList<Operand> Elements(PtxOperation o, int slot)
    {
        int count = o.Opcode.Vector;
        Operand operand = o.Operand(slot);
        if (operand is VectorOperand vector) return vector.Elements;
        if (count == 1 || operand is not NameOperand name) return [operand];
        return [.. "xyzw".Take(count).Select(component => name with { Selector = component.ToString() })];
    }

    public static void Load(PtxOperation o)
    {
        IReadOnlyList<Operand> elements = Elements(o, 0);
        LLVMTypeRef element = o.Emitter.TypeOf(o.Type);
        LLVMValueRef pointer = o.Emitter.Pointer(o.Operand(1), Space(o));
        if (elements.Count == 1)
        {
            o.Emitter.Write(elements[0], o.Type, LoadOne(o, element, pointer), isWideAllowed: true);
            return;
        }
        LLVMValueRef[] values = Ordering(o) is null ? LoadTogether(o, element, pointer, elements.Count) : LoadEach(o, element, pointer, elements.Count);
        for (int i = 0; i < values.Length; i++) o.Emitter.Write(elements[i], o.Type, values[i], isWideAllowed: true);
    }

    private static LLVMValueRef LoadOne(PtxOperation o, LLVMTypeRef type, LLVMValueRef pointer)
    {
        LLVMValueRef load = o.Builder.BuildLoad2(type, pointer);
        load.Alignment = (uint)o.Type.Info().Bits / 8;
        return Qualify(o, load, IsVolatileLoad(o));
    }

    private static unsafe LLVMValueRef Qualify(PtxOperation o, LLVMValueRef access, bool isVolatile)
    {
        access.Volatile = isVolatile;
        if (Ordering(o) is not { } ordering) return access;
        access.Ordering = ordering;
        LLVM.SetAtomicSyncScopeID(access, o.Emitter.SyncScope(o.Opcode.Get("scope")));
        return access;
    }

    private static LLVMValueRef[] LoadTogether(PtxOperation o, LLVMTypeRef element, LLVMValueRef pointer, int count)
    {
        LLVMValueRef vector = o.Builder.BuildLoad2(LLVMTypeRef.CreateVector(element, (uint)count), pointer);
        vector.Alignment = (uint)(count * o.Type.Info().Bits / 8);
        vector.Volatile = IsVolatileLoad(o);
        return [.. Enumerable.Range(0, count).Select(i => o.Builder.BuildExtractElement(vector, o.Emitter.Constant(32, (ulong)i)))];
    }

    // PTX treats the elements of an atomic vector access as single accesses.
    private static LLVMValueRef[] LoadEach(PtxOperation o, LLVMTypeRef element, LLVMValueRef pointer, int count) =>
        [.. Enumerable.Range(0, count).Select(i => LoadOne(o, element, ElementPointer(o, element, pointer, i)))];

    public static LLVMValueRef ElementPointer(PtxOperation o, LLVMTypeRef element, LLVMValueRef pointer, int index) =>
        o.Builder.BuildGEP2(element, pointer, [o.Emitter.Constant(64, (ulong)index)]);

    public static void Store(PtxOperation o)
    {
        if (o.Has("bulk"))
        {
            PtxBulkCopy.Clear(o);
            return;
        }
        StoreElements(o);
        if (o.Has("async")) PtxBulkCopy.CompleteStore(o);
    }

    private static void StoreElements(PtxOperation o)
    {
        IReadOnlyList<Operand> elements = Elements(o, 1);
        LLVMTypeRef element = o.Emitter.TypeOf(o.Type);
        LLVMValueRef[] values = [.. elements.Select(operand => o.Emitter.Read(operand, o.Type, isWideAllowed: true))];
        LLVMValueRef pointer = o.Emitter.Pointer(o.Operand(0), Space(o));
        bool isVolatile = o.Has("volatile") || o.Has("mmio");
        if (values.Length > 1 && Ordering(o) is null)
        {
            LLVMValueRef store = o.Builder.BuildStore(Together(o, element, values), pointer);
            store.Alignment = (uint)(values.Length * o.Type.Info().Bits / 8);
            store.Volatile = isVolatile;
            return;
        }
        for (int i = 0; i < values.Length; i++)
        {
            LLVMValueRef store = o.Builder.BuildStore(values[i], i == 0 ? pointer : ElementPointer(o, element, pointer, i));
            store.Alignment = (uint)o.Type.Info().Bits / 8;
            Qualify(o, store, isVolatile);
        }
    }

    private static LLVMValueRef Together(PtxOperation o, LLVMTypeRef element, LLVMValueRef[] values)
    {
        LLVMValueRef vector = LLVMTypeRef.CreateVector(element, (uint)values.Length).Poison;
        for (int i = 0; i < values.Length; i++) vector = o.Builder.BuildInsertElement(vector, values[i], o.Emitter.Constant(32, (ulong)i));
        return vector;
    }

    public static void Prefetch(PtxOperation o)
    {
        if (o.Has("tensormap")) return;
        string? space = o.Has("global") ? "global" : o.Has("local") ? "local" : null;
        string level = o.Has("L1") ? "L1" : o.Has("L2") ? "L2" : o.Has("L2::evict_last") ? "L2.evict.last" : "L2.evict.normal";
        string name = $"{o.Opcode.Name}{(space is null ? "" : $".{space}")}.{level}";
        o.Emitter.Operation(name, o.Emitter.Int(32), o.Emitter.Pointer(o.Operand(0), space));
    }

    /// <summary>applypriority and discard: advice about a cache line, and permission to forget its contents.</summary>
    public static void Hint(PtxOperation o) => o.Emitter.Pointer(o.Operand(0), Space(o));

    /// <summary>A policy is opaque and only steers caches.</summary>
    public static void CreatePolicy(PtxOperation o) => o.Out(o.Emitter.Constant(64, 0));

    public static void IsInSpace(PtxOperation o)
    {
        string space = Space(o)!;
        if (space.StartsWith("param", StringComparison.Ordinal))
        {
            o.Out(o.Emitter.Bool(false));
            return;
        }
        string name = space switch { "shared::cta" => "shared", "shared::cluster" => "shared.cluster", _ => space };
        o.Out(o.Emitter.Operation($"isspacep.{name}", o.Emitter.Int(1), o.Emitter.PointerOf(o.Operand(1), space: null)));
    }

    // cvta.space: to a generic address; cvta.to.space: from one
    public static void ConvertAddress(PtxOperation o)
    {
        uint space = PtxEmitter.SpaceOf(Space(o));
        uint from = o.Has("to") ? AddressSpace.Generic : space;
        uint to = o.Has("to") ? space : AddressSpace.Generic;
        LLVMValueRef pointer = o.Emitter.InSpace(o.Emitter.PointerIn(o.Operand(1), from), to);
        o.Out(o.Builder.BuildPtrToInt(pointer, o.Emitter.TypeOf(o.Type)));
    }

    // A block is a cluster of its own here: every address is in block 0, and stays what it is.
    public static void MapToCluster(PtxOperation o) => o.Out(o.In(1));

    public static void ClusterRank(PtxOperation o) => o.Out(o.Emitter.Constant(32, 0));

    public static void CopyAsync(PtxOperation o)
    {
        switch (o.Opcode.Form.FullOpcode)
        {
            case "cp.async.ca" or "cp.async.cg": Copy(o); break;
            case "cp.async.commit_group": o.Emitter.Operation("cp.async.commit.group", o.Emitter.Int(32)); break;
            case "cp.async.wait_group": o.Emitter.Operation("cp.async.wait.group", o.Emitter.Int(32), o.Emitter.Constant(32, (ulong)o.Constant(0))); break;
            case "cp.async.wait_all": o.Emitter.Operation("cp.async.wait.all", o.Emitter.Int(32)); break;
            case "cp.async.mbarrier.arrive": PtxMemoryBarrierObject.ArriveAfterCopies(o); break;
            case "cp.async.bulk": PtxBulkCopy.Copy(o); break;
            case "cp.reduce.async.bulk": PtxBulkCopy.Reduce(o); break;
            case "cp.async.bulk.commit_group" or "cp.async.bulk.wait_group" or "cp.async.bulk.prefetch.L2.global": break;
            default: throw o.Unsupported("tensor maps belong to NVIDIA's copy engine");
        }
    }

    private static void Copy(PtxOperation o)
    {
        long size = o.Constant(2);
        bool isLegal = o.Has("cg") ? size == 16 : size is 4 or 8 or 16;
        if (!isLegal) throw o.Error($"'{o.Opcode}' cannot copy {size} bytes", o.Has("cg") ? "16" : "4, 8 or 16");
        LLVMValueRef to = o.Emitter.Pointer(o.Operand(0), "shared"), from = o.Emitter.Pointer(o.Operand(1), "global");
        string name = $"cp.async.{(o.Has("cg") ? "cg" : "ca")}.shared.global.{size}";
        if (SourceSize(o, size) is { } sourceSize) o.Emitter.Operation($"{name}.s", o.Emitter.Int(32), to, from, sourceSize);
        else o.Emitter.Operation(name, o.Emitter.Int(32), to, from);
    }

    // The operand behind cp-size is src-size, or the predicate ignore-src, or with .L2::cache_hint alone the cache policy.
    private static LLVMValueRef? SourceSize(PtxOperation o, long size)
    {
        const int Slot = 3;
        if (!o.HasOperand(Slot) || o.Opcode.Get("hint") is not null && !o.HasOperand(Slot + 1)) return null;
        if (!o.Emitter.IsPredicate(o.Operand(Slot))) return o.In(Slot);
        return o.Builder.BuildSelect(o.In(Slot, PtxType.Pred), o.Emitter.Constant(32, 0), o.Emitter.Constant(32, (ulong)size));
    }
}
