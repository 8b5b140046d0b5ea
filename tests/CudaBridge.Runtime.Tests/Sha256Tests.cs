using System.Security.Cryptography;

namespace CudaBridge.Runtime.Tests;

public sealed class Sha256Tests
{
    [Fact]
    public void Every_length_around_a_block_gives_the_digest_of_the_standard_whether_it_comes_at_once_or_in_parts()
    {
        byte[] data = [.. Enumerable.Range(0, 300).Select(i => (byte)(i * 7))];
        for (int length = 0; length <= data.Length; length++)
        {
            byte[] expected = SHA256.HashData(data.AsSpan(0, length));
            Sha256.HashData(data.AsSpan(0, length)).Should().Equal(expected, "{0} bytes", length);
            Sha256 hash = new();
            for (int at = 0, step = 1; at < length; at += step++) hash.Append(data.AsSpan(at, Math.Min(step, length - at)));
            hash.Finish().Should().Equal(expected, "{0} bytes in parts", length);
        }
    }
}
