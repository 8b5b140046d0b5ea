using System.Buffers.Binary;
using System.Numerics;

namespace CudaBridge.Runtime;

/// <summary>
/// SHA-256 (FIPS 180-4). .NET's own loads and starts OpenSSL, which takes longer than everything else a program with compiled kernels does
/// before its first launch.
/// </summary>
internal sealed class Sha256
{
    public const int DigestBytes = 32;
    private const int BlockBytes = 64;

    // The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static ReadOnlySpan<uint> RoundConstants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74,
        0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d,
        0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e,
        0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5,
        0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    private readonly uint[] _state = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
    private readonly byte[] _rest = new byte[BlockBytes];
    private ulong _length;

    public static byte[] HashData(ReadOnlySpan<byte> data)
    {
        Sha256 hash = new();
        hash.Append(data);
        return hash.Finish();
    }

    public void Append(ReadOnlySpan<byte> data)
    {
        int held = (int)(_length % BlockBytes);
        _length += (ulong)data.Length;
        if (held + data.Length < BlockBytes)
        {
            data.CopyTo(_rest.AsSpan(held));
            return;
        }
        if (held > 0)
        {
            data[..(BlockBytes - held)].CopyTo(_rest.AsSpan(held));
            data = data[(BlockBytes - held)..];
            Absorb(_rest);
        }
        for (; data.Length >= BlockBytes; data = data[BlockBytes..]) Absorb(data);
        data.CopyTo(_rest);
    }

    /// <summary>The digest; the object is of no use afterwards.</summary>
    public byte[] Finish()
    {
        ulong bits = _length * 8;
        int zeros = (int)((BlockBytes + BlockBytes - 9 - _length % BlockBytes) % BlockBytes);
        Span<byte> padding = stackalloc byte[1 + zeros + 8];
        padding.Clear();
        padding[0] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(padding[^8..], bits);
        Append(padding);
        byte[] digest = new byte[DigestBytes];
        for (int i = 0; i < _state.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(digest.AsSpan(i * 4), _state[i]);
        return digest;
    }

    private void Absorb(ReadOnlySpan<byte> block)
    {
        Span<uint> schedule = stackalloc uint[64];
        for (int i = 0; i < 16; i++) schedule[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(i * 4)..]);
        for (int i = 16; i < 64; i++) schedule[i] = schedule[i - 16] + SmallSigma0(schedule[i - 15]) + schedule[i - 7] + SmallSigma1(schedule[i - 2]);
        uint a = _state[0], b = _state[1], c = _state[2], d = _state[3], e = _state[4], f = _state[5], g = _state[6], h = _state[7];
        for (int i = 0; i < 64; i++)
        {
            uint t1 = h + BigSigma1(e) + ((e & f) ^ (~e & g)) + RoundConstants[i] + schedule[i];
            uint t2 = BigSigma0(a) + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + t1, c, b, a, t1 + t2);
        }
        _state[0] += a;
        _state[1] += b;
        _state[2] += c;
        _state[3] += d;
        _state[4] += e;
        _state[5] += f;
        _state[6] += g;
        _state[7] += h;
    }

    private static uint BigSigma0(uint x) => BitOperations.RotateRight(x, 2) ^ BitOperations.RotateRight(x, 13) ^ BitOperations.RotateRight(x, 22);

    private static uint BigSigma1(uint x) => BitOperations.RotateRight(x, 6) ^ BitOperations.RotateRight(x, 11) ^ BitOperations.RotateRight(x, 25);

    private static uint SmallSigma0(uint x) => BitOperations.RotateRight(x, 7) ^ BitOperations.RotateRight(x, 18) ^ (x >> 3);

    private static uint SmallSigma1(uint x) => BitOperations.RotateRight(x, 17) ^ BitOperations.RotateRight(x, 19) ^ (x >> 10);
}
