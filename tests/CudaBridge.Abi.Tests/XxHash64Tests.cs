using CudaBridge.Abi;

namespace CudaBridge.Abi.Tests;

public class XxHash64Tests
{
    // Of the reference implementation (xxhsum -H64).
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1)]
    public void Known_texts_have_known_hashes(string text, ulong expected) => XxHash64.Hash(System.Text.Encoding.ASCII.GetBytes(text)).Should().Be(expected);

    [Fact]
    public void Every_byte_counts_at_every_length()
    {
        byte[] data = new byte[100];
        for (int length = 1; length <= data.Length; length++)
            for (int i = 0; i < length; i++)
            {
                ulong before = XxHash64.Hash(data.AsSpan(0, length));
                data[i] = 1;
                XxHash64.Hash(data.AsSpan(0, length)).Should().NotBe(before);
                data[i] = 0;
            }
    }
}
