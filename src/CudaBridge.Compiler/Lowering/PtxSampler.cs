using System.Runtime.InteropServices;
using CudaBridge.Abi;
using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

// .global .samplerref s = { addr_mode_0 = clamp_to_border, filter_mode = linear };
//   =>  @s = internal addrspace(1) constant [128 x i8] of a CpuTexture without texels, whose address is the sampler
/// <summary>PTX ISA 5.3: samplers of the independent texturing mode.</summary>
internal static unsafe class PtxSampler
{
    public static LLVMValueRef Value(PtxModuleLowering module, Variable variable)
    {
        CpuTexture sampler = new() { HasNormalizedCoordinates = 1, MaxLevel = float.MaxValue };
        if (variable.Initialiser is not null and not ListInitialiser) throw module.Error(variable.Offset, $"'{variable.Name}': a sampler is initialised with {{ field = value, … }}");
        foreach (Initialiser element in (variable.Initialiser as ListInitialiser)?.Elements ?? [])
            Set(module, ref sampler, element as FieldInitialiser ?? throw module.Error(element.Offset, "a sampler's fields are named"));
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<CpuTexture>(in sampler));
        fixed (byte* data = bytes) return LLVM.ConstStringInContext2(module.Target.Context, (sbyte*)data, (nuint)bytes.Length, 1);
    }

    private static void Set(PtxModuleLowering module, ref CpuTexture sampler, FieldInitialiser field)
    {
        switch (field.Field)
        {
            case "addr_mode_0": sampler.AddressMode[0] = Address(module, field); break;
            case "addr_mode_1": sampler.AddressMode[1] = Address(module, field); break;
            case "addr_mode_2": sampler.AddressMode[2] = Address(module, field); break;
            case "filter_mode": sampler.IsLinear = Choose(module, field, ("nearest", 0u), ("linear", 1u)); break;
            case "force_unnormalized_coords": sampler.HasNormalizedCoordinates = Choose(module, field, ("0", 1u), ("1", 0u)); break;
            default: throw module.Error(field.Offset, $"a sampler has no field {field.Field}", "addr_mode_0, addr_mode_1, addr_mode_2, filter_mode, force_unnormalized_coords");
        }
    }

    private static uint Address(PtxModuleLowering module, FieldInitialiser field) => Choose(module, field,
        ("wrap", (uint)TextureAddressMode.Wrap), ("mirror", (uint)TextureAddressMode.Mirror),
        ("clamp_to_edge", (uint)TextureAddressMode.Clamp), ("clamp_to_border", (uint)TextureAddressMode.Border));

    private static uint Choose(PtxModuleLowering module, FieldInitialiser field, params ReadOnlySpan<(string Name, uint Value)> choices)
    {
        foreach ((string name, uint value) in choices)
            if (name == field.Value) return value;
        throw module.Error(field.Offset, $"{field.Field} cannot be {field.Value}");
    }
}
