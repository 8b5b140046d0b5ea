namespace CudaBridge.VectorTypes;

// CUDA's vector types (vector_types.h) under their own names. C# aligns them as their elements; generated structs and kernel parameters
// place them where CUDA does.

public record struct char1(sbyte x)
{
    public sbyte x = x;
}

public record struct char2(sbyte x, sbyte y)
{
    public sbyte x = x, y = y;
}

public record struct char3(sbyte x, sbyte y, sbyte z)
{
    public sbyte x = x, y = y, z = z;
}

public record struct char4(sbyte x, sbyte y, sbyte z, sbyte w)
{
    public sbyte x = x, y = y, z = z, w = w;
}

public record struct uchar1(byte x)
{
    public byte x = x;
}

public record struct uchar2(byte x, byte y)
{
    public byte x = x, y = y;
}

public record struct uchar3(byte x, byte y, byte z)
{
    public byte x = x, y = y, z = z;
}

public record struct uchar4(byte x, byte y, byte z, byte w)
{
    public byte x = x, y = y, z = z, w = w;
}

public record struct short1(short x)
{
    public short x = x;
}

public record struct short2(short x, short y)
{
    public short x = x, y = y;
}

public record struct short3(short x, short y, short z)
{
    public short x = x, y = y, z = z;
}

public record struct short4(short x, short y, short z, short w)
{
    public short x = x, y = y, z = z, w = w;
}

public record struct ushort1(ushort x)
{
    public ushort x = x;
}

public record struct ushort2(ushort x, ushort y)
{
    public ushort x = x, y = y;
}

public record struct ushort3(ushort x, ushort y, ushort z)
{
    public ushort x = x, y = y, z = z;
}

public record struct ushort4(ushort x, ushort y, ushort z, ushort w)
{
    public ushort x = x, y = y, z = z, w = w;
}

public record struct int1(int x)
{
    public int x = x;
}

public record struct int2(int x, int y)
{
    public int x = x, y = y;
}

public record struct int3(int x, int y, int z)
{
    public int x = x, y = y, z = z;
}

public record struct int4(int x, int y, int z, int w)
{
    public int x = x, y = y, z = z, w = w;
}

public record struct uint1(uint x)
{
    public uint x = x;
}

public record struct uint2(uint x, uint y)
{
    public uint x = x, y = y;
}

public record struct uint3(uint x, uint y, uint z)
{
    public uint x = x, y = y, z = z;
}

public record struct uint4(uint x, uint y, uint z, uint w)
{
    public uint x = x, y = y, z = z, w = w;
}

public record struct long1(long x)
{
    public long x = x;
}

public record struct long2(long x, long y)
{
    public long x = x, y = y;
}

public record struct long3(long x, long y, long z)
{
    public long x = x, y = y, z = z;
}

public record struct long4(long x, long y, long z, long w)
{
    public long x = x, y = y, z = z, w = w;
}

public record struct ulong1(ulong x)
{
    public ulong x = x;
}

public record struct ulong2(ulong x, ulong y)
{
    public ulong x = x, y = y;
}

public record struct ulong3(ulong x, ulong y, ulong z)
{
    public ulong x = x, y = y, z = z;
}

public record struct ulong4(ulong x, ulong y, ulong z, ulong w)
{
    public ulong x = x, y = y, z = z, w = w;
}

public record struct longlong1(long x)
{
    public long x = x;
}

public record struct longlong2(long x, long y)
{
    public long x = x, y = y;
}

public record struct longlong3(long x, long y, long z)
{
    public long x = x, y = y, z = z;
}

public record struct longlong4(long x, long y, long z, long w)
{
    public long x = x, y = y, z = z, w = w;
}

public record struct ulonglong1(ulong x)
{
    public ulong x = x;
}

public record struct ulonglong2(ulong x, ulong y)
{
    public ulong x = x, y = y;
}

public record struct ulonglong3(ulong x, ulong y, ulong z)
{
    public ulong x = x, y = y, z = z;
}

public record struct ulonglong4(ulong x, ulong y, ulong z, ulong w)
{
    public ulong x = x, y = y, z = z, w = w;
}

public record struct float1(float x)
{
    public float x = x;
}

public record struct float2(float x, float y)
{
    public float x = x, y = y;

    public static implicit operator float2(System.Numerics.Vector2 v) => new(v.X, v.Y);

    public static implicit operator System.Numerics.Vector2(float2 v) => new(v.x, v.y);
}

public record struct float3(float x, float y, float z)
{
    public float x = x, y = y, z = z;

    public static implicit operator float3(System.Numerics.Vector3 v) => new(v.X, v.Y, v.Z);

    public static implicit operator System.Numerics.Vector3(float3 v) => new(v.x, v.y, v.z);
}

public record struct float4(float x, float y, float z, float w)
{
    public float x = x, y = y, z = z, w = w;

    public static implicit operator float4(System.Numerics.Vector4 v) => new(v.X, v.Y, v.Z, v.W);

    public static implicit operator System.Numerics.Vector4(float4 v) => new(v.x, v.y, v.z, v.w);
}

public record struct double1(double x)
{
    public double x = x;
}

public record struct double2(double x, double y)
{
    public double x = x, y = y;
}

public record struct double3(double x, double y, double z)
{
    public double x = x, y = y, z = z;
}

public record struct double4(double x, double y, double z, double w)
{
    public double x = x, y = y, z = z, w = w;
}

/// <summary><c>__half2</c></summary>
public record struct half2(Half x, Half y)
{
    public Half x = x, y = y;
}

/// <summary><c>__nv_bfloat16</c>: the upper half of a float. Conversion from float rounds to nearest even.</summary>
public readonly record struct bfloat16(ushort Bits)
{
    public static explicit operator bfloat16(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value) ? new(0x7FFF) : new((ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16));
    }

    public static implicit operator float(bfloat16 value) => BitConverter.UInt32BitsToSingle((uint)value.Bits << 16);
}

/// <summary><c>__nv_bfloat162</c></summary>
public record struct bfloat162(bfloat16 x, bfloat16 y)
{
    public bfloat16 x = x, y = y;
}
