using CudaBridge.Compiler.Ir;
using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>
/// PTX ISA 9.7.10 and 9.7.11: texture and surface objects. The object is the address of a descriptor; <c>kernels/lib/dialect/texture.c</c>
/// says what each instruction does with it. In independent mode a sampler stands between object and coordinates; else the object is its own.
/// </summary>
internal static class PtxTexture
{
    // Components of a coordinate vector that hold the layer, and that hold coordinates.
    private readonly record struct Geometry(string Name, int Layers, int Coordinates);

    private static readonly Geometry[] s_geometries =
        [new("1d", 0, 1), new("2d", 0, 2), new("3d", 0, 3), new("a1d", 1, 1), new("a2d", 1, 2), new("cube", 0, 3), new("acube", 1, 3)];

    // As texture.c counts them.
    private static readonly string[] s_queries =
        ["width", "height", "depth", "normalized_coords", "filter_mode", "addr_mode_0", "addr_mode_1", "addr_mode_2", "array_size", "num_mipmap_levels"];

    private static readonly string[] s_boundaries = ["zero", "clamp", "trap"];

    public static void Fetch(PtxOperation o)
    {
        Geometry geometry = GeometryOf(o);
        RefuseModifiers(o);
        bool isWhole = o.Opcode.Types[^1] == PtxType.S32;
        if (isWhole && geometry.Name.EndsWith("cube", StringComparison.Ordinal)) throw o.Error("a cubemap has no whole coordinates");
        PtxType type = isWhole ? PtxType.U32 : PtxType.F32;
        string level = o.Has("level") ? "level_" : o.Has("grad") ? "grad_" : "";
        LLVMValueRef[] choice = level switch
        {
            "level_" => [o.Emitter.Read(o.Operand(o.SlotOf("lod")), type)],
            "grad_"  => [.. Gradient(o, "dPdx", geometry), .. Gradient(o, "dPdy", geometry)],
            _        => [],
        };
        Sample(o, $"tex_{level}{geometry.Name}{(isWhole ? "_s32" : "")}", [Object(o, 1), Sampler(o), .. Coordinates(o, geometry, type), .. choice]);
    }

    public static void Gather(PtxOperation o)
    {
        Geometry geometry = GeometryOf(o);
        RefuseModifiers(o);
        if (geometry.Name is not ("2d" or "a2d")) throw o.Unsupported("cubemaps are not gathered");
        int channel = Array.FindIndex(["r", "g", "b", "a"], o.Has);
        Sample(o, $"tld4_{geometry.Name}", [Object(o, 1), Sampler(o), o.Emitter.Constant(32, (ulong)channel), .. Coordinates(o, geometry, PtxType.F32)]);
    }

    public static void Query(PtxOperation o)
    {
        int query = Array.FindIndex(s_queries, o.Has);
        if (query < 0) throw o.Unsupported("objects do not say this");
        LLVMValueRef level = o.Has("level") ? o.Emitter.Read(o.Operand(o.SlotOf("lod")), PtxType.U32) : o.Emitter.Constant(32, 0);
        o.Out(o.Emitter.Library("texture_query", o.Emitter.Int(32), Object(o, 1), o.Emitter.Constant(32, (ulong)query), level));
    }

    public static void LoadSurface(PtxOperation o)
    {
        LLVMValueRef results = Results(o);
        Call(o, $"suld_{ElementForm(o)}", [.. SurfacePlace(o, 1), results]);
        IReadOnlyList<Operand> elements = PtxMemory.Elements(o, 0);
        bool isWide = o.Type == PtxType.B64;
        for (int i = 0; i < elements.Count; i++)
            Write(o, elements[i], o.Type, isWide ? o.Builder.BuildOr(Wide(o, results, 2 * i), o.Builder.BuildShl(Wide(o, results, 2 * i + 1), o.Emitter.Constant(64, 32))) : Result(o, results, i));
    }

    public static void StoreSurface(PtxOperation o)
    {
        List<LLVMValueRef> values = [];
        foreach (Operand element in PtxMemory.Elements(o, 1))
        {
            LLVMValueRef value = o.Emitter.Read(element, o.Type, isWideAllowed: true);
            int bits = o.Type.Info().Bits;
            if (bits == 64)
            {
                values.Add(o.Builder.BuildTrunc(value, o.Emitter.Int(32)));
                value = o.Builder.BuildTrunc(o.Builder.BuildLShr(value, o.Emitter.Constant(64, 32)), o.Emitter.Int(32));
            }
            values.Add(bits < 32 ? o.Builder.BuildZExt(value, o.Emitter.Int(32)) : value);
        }
        while (values.Count < 4) values.Add(o.Emitter.Constant(32, 0));
        Call(o, o.Has("p") ? "sust_texel" : $"sust_{ElementForm(o)}", [.. SurfacePlace(o, 0), .. values.Take(4)]);
    }

    /// <summary>sured: an atomic operation without a result where the surface has the element.</summary>
    public static void ReduceSurface(PtxOperation o)
    {
        LLVMValueRef[] place = SurfacePlace(o, 0);
        LLVMValueRef value = o.Emitter.Read(o.Operand(1), o.Type);
        LLVMTypeRef word = o.Emitter.Int(32), wide = o.Emitter.Int(64);
        if (o.Has("p")) place[1] = o.Builder.BuildMul(place[1], o.Emitter.Library("surface_texel_bytes", word, place[0]));
        LLVMValueRef address = o.Emitter.Library("surface_address", wide, [.. place, o.Emitter.Constant(32, (ulong)o.Type.Info().Bits / 8)]);
        o.Emitter.When(o.Builder.BuildIsNotNull(address), () =>
        {
            LLVMValueRef pointer = o.Emitter.FromInteger(address, AddressSpace.Global);
            if (!o.Has("p") || !o.Has("min") && !o.Has("max"))
            {
                PtxAtomic.ReadModifyWrite(o, pointer, value);
                return;
            }
            // Of formatted surfaces the format says whether numbers have a sign.
            LLVMValueRef isSigned = o.Builder.BuildIsNotNull(o.Emitter.Library("surface_is_signed", word, place[0]));
            o.Emitter.When(isSigned, () => PtxAtomic.Extreme(o, pointer, value, isSigned: true));
            o.Emitter.When(o.Builder.BuildNot(isSigned), () => PtxAtomic.Extreme(o, pointer, value, isSigned: false));
        });
    }

    private static Geometry GeometryOf(PtxOperation o)
    {
        int row = Array.FindIndex(s_geometries, geometry => o.Has(geometry.Name));
        return row >= 0 ? s_geometries[row] : throw o.Unsupported("there are no multisampled textures");
    }

    // {, e}{, f} at the end of tex and tld4
    private static void RefuseModifiers(PtxOperation o)
    {
        if (o.HasOperand(o.SlotOf("e")) || o.HasOperand(o.SlotOf("f"))) throw o.Unsupported("texel offsets and depth comparisons are not supported");
    }

    // Four 32-bit results through a stack slot, which is promoted once the function is inlined.
    private static void Sample(PtxOperation o, string name, LLVMValueRef[] arguments)
    {
        LLVMValueRef results = Results(o);
        Call(o, name, [.. arguments, results]);
        IReadOnlyList<Operand> elements = PtxMemory.Elements(o, 0);
        for (int i = 0; i < elements.Count; i++)
        {
            if (o.Type != PtxType.F16x2)
            {
                Write(o, elements[i], o.Type, Result(o, results, i));
                continue;
            }
            LLVMValueRef pair = o.Builder.BuildOr(HalfBits(o, Result(o, results, 2 * i)), o.Builder.BuildShl(HalfBits(o, Result(o, results, 2 * i + 1)), o.Emitter.Constant(32, 16)));
            o.Emitter.Write(elements[i], PtxType.F16x2, o.Emitter.Cast(pair, o.Emitter.TypeOf(PtxType.F16x2)));
        }
    }

    private static LLVMValueRef HalfBits(PtxOperation o, LLVMValueRef bits) => o.Builder.BuildZExt(o.Emitter.Cast(ToHalf(o, bits), o.Emitter.Int(16)), o.Emitter.Int(32));

    private static LLVMValueRef ToHalf(PtxOperation o, LLVMValueRef bits) =>
        o.Builder.BuildCast(LLVMOpcode.LLVMFPTrunc, o.Emitter.Cast(bits, o.Emitter.TypeOf(PtxType.F32)), o.Emitter.TypeOf(PtxType.F16));

    private static void Write(PtxOperation o, Operand target, PtxType type, LLVMValueRef bits)
    {
        int width = type.Info().Bits;
        LLVMValueRef value = type == PtxType.F16 ? ToHalf(o, bits)
            : width < 32 ? o.Builder.BuildTrunc(bits, o.Emitter.Int(width))
            : o.Emitter.Cast(bits, o.Emitter.TypeOf(type));
        o.Emitter.Write(target, type, value, isWideAllowed: true);
    }

    private static void Call(PtxOperation o, string name, LLVMValueRef[] arguments) => o.Emitter.Library(name, o.Emitter.Context.VoidType, arguments);

    private static LLVMValueRef Results(PtxOperation o) => o.Emitter.Slot(LLVMTypeRef.CreateArray2(o.Emitter.Int(32), 4));

    private static LLVMValueRef Result(PtxOperation o, LLVMValueRef results, int index) =>
        o.Builder.BuildLoad2(o.Emitter.Int(32), PtxMemory.ElementPointer(o, o.Emitter.Int(32), results, index));

    private static LLVMValueRef Wide(PtxOperation o, LLVMValueRef results, int index) => o.Builder.BuildZExt(Result(o, results, index), o.Emitter.Int(64));

    private static LLVMValueRef Object(PtxOperation o, int slot)
    {
        Operand @base = Address(o, slot).Base;
        return o.Emitter.Read(@base, PtxType.U64);
    }

    private static AddressOperand Address(PtxOperation o, int slot) =>
        o.Operand(slot) is AddressOperand address ? address : throw o.Error("a texture or surface is named in brackets");

    // The texture itself in unified mode.
    private static LLVMValueRef Sampler(PtxOperation o)
    {
        AddressOperand address = Address(o, 1);
        return o.Emitter.Read(address.Rest.Count > 1 ? address.Rest[0] : address.Base, PtxType.U64);
    }

    private static IEnumerable<LLVMValueRef> Gradient(PtxOperation o, string slot, Geometry geometry)
    {
        int needed = geometry.Coordinates;
        List<Operand> all = Components(o.Operand(o.SlotOf(slot)), needed);
        if (all.Count < needed) throw o.Error($".{geometry.Name} takes steps of {needed} coordinates");
        return all.Take(needed).Select(operand => o.Emitter.Read(operand, PtxType.F32));
    }

    private static LLVMValueRef[] Coordinates(PtxOperation o, Geometry geometry, PtxType type)
    {
        IReadOnlyList<Operand> given = Given(o, Address(o, 1), geometry);
        return [.. given.Select((operand, i) => o.Emitter.Read(operand, i < geometry.Layers ? PtxType.U32 : type))];
    }

    // Vectors are padded to two or four elements; what the geometry does not need says nothing.
    private static List<Operand> Given(PtxOperation o, AddressOperand address, Geometry geometry)
    {
        if (address.Rest.Count == 0) throw o.Error("coordinates are missing", "[object, {x, y}]");
        int needed = geometry.Layers + geometry.Coordinates;
        List<Operand> all = Components(address.Rest[^1], needed);
        return all.Count >= needed ? all.GetRange(0, needed) : throw o.Error($".{geometry.Name} takes {needed} coordinates");
    }

    private static List<Operand> Components(Operand operand, int needed) => operand switch
    {
        VectorOperand vector => [.. vector.Elements],
        NameOperand { Selector: null } name when needed > 1 => [.. "xyzw".Take(needed).Select(c => name with { Selector = c.ToString() })],
        _ => [operand],
    };

    // Object, x in bytes, y, slice, and what happens outside.
    private static LLVMValueRef[] SurfacePlace(PtxOperation o, int slot)
    {
        Geometry geometry = GeometryOf(o);
        AddressOperand address = Address(o, slot);
        LLVMValueRef[] given = [.. Given(o, address, geometry).Select(operand => o.Emitter.Read(operand, PtxType.U32))];
        LLVMValueRef zero = o.Emitter.Constant(32, 0);
        LLVMValueRef[] place = [zero, zero, zero];
        given.AsSpan(geometry.Layers).CopyTo(place);
        if (geometry.Layers > 0) place[2] = given[0];
        int boundary = Array.FindIndex(s_boundaries, o.Has);
        return [Object(o, slot), .. place, o.Emitter.Constant(32, (ulong)boundary)];
    }

    private static string ElementForm(PtxOperation o)
    {
        int count = Math.Max(o.Opcode.Vector, 1), bits = o.Type.Info().Bits;
        if (bits == 64) (count, bits) = (count * 2, 32);
        if (count > 4 || count * bits > 128) throw o.Unsupported("an element has at most four components and at most 16 bytes");
        return count == 1 ? $"b{bits}" : $"v{count}_b{bits}";
    }
}
