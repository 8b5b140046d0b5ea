using System.Globalization;
using System.Text;
using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>The text of an inline asm call with its operands put in: registers by made-up names, constants by their digits.</summary>
/// <remarks>
/// LLVM's form of the text: <c>$0</c> and <c>${0:x}</c> are operands, <c>$$</c> a dollar sign, <c>${:uid}</c> a number that is unique
/// to the call. (clang has turned the <c>%0</c>, <c>%%</c> and <c>%=</c> of the source into these.)
/// </remarks>
internal sealed class InlinePtxText
{
    private readonly List<(int Out, int In)> _map = [];
    private readonly StringBuilder _out = new();

    private InlinePtxText() { }

    public string Text => _out.ToString();

    /// <summary>The name of the register that stands for operand <paramref name="index"/>. Sources cannot spell it.</summary>
    public static string RegisterName(int index) => string.Create(CultureInfo.InvariantCulture, $"%${index}");

    /// <summary>The asm text as its author wrote it.</summary>
    public static string AsWritten(string asm)
    {
        StringBuilder text = new();
        for (int i = 0; i < asm.Length; i++)
        {
            if (asm[i] == '%') text.Append("%%");
            else if (asm[i] != '$' || i + 1 == asm.Length) text.Append(asm[i]);
            else if (asm[i + 1] == '$') text.Append(asm[++i]);
            else if (string.CompareOrdinal(asm, i, "${:uid}", 0, 7) == 0)
            {
                text.Append("%=");
                i += 6;
            }
            else text.Append('%');
        }
        return text.ToString();
    }

    /// <param name="constant">The digits of a constant operand; null for a register.</param>
    /// <exception cref="PtxException">An operand that does not exist, or a form of it that PTX does not have.</exception>
    public static InlinePtxText Substitute(string asm, int operandCount, Func<int, string?> constant, int unique)
    {
        InlinePtxText result = new();
        for (int i = 0; i < asm.Length;)
        {
            if (asm[i] != '$' || i + 1 == asm.Length) result._out.Append(asm[i++]);
            else i = result.Dollar(asm, i, operandCount, constant, unique);
        }
        return result;
    }

    private int Dollar(string asm, int at, int operandCount, Func<int, string?> constant, int unique)
    {
        if (asm[at + 1] == '$')
        {
            Append(at + 2, "$", at);
            return at + 2;
        }
        if (asm[at + 1] == '{') return Braced(asm, at, operandCount, constant, unique);
        int end = at + 1;
        while (end < asm.Length && char.IsAsciiDigit(asm[end])) end++;
        if (end == at + 1) throw new PtxException(asm, at, "a lone '$'");
        Operand(asm, at, asm[(at + 1)..end], operandCount, constant, end);
        return end;
    }

    private int Braced(string asm, int at, int operandCount, Func<int, string?> constant, int unique)
    {
        int close = asm.IndexOf('}', at);
        if (close < 0) throw new PtxException(asm, at, "'${' without '}'");
        string[] parts = asm[(at + 2)..close].Split(':');
        if (parts is ["", "uid"]) Append(close + 1, unique.ToString(CultureInfo.InvariantCulture), at);
        else if (parts is ["", "private"] or ["", "comment"]) Append(close + 1, "", at);
        else Operand(asm, at, parts[0], operandCount, constant, close + 1);
        return close + 1;
    }

    private void Operand(string asm, int at, string digits, int operandCount, Func<int, string?> constant, int end)
    {
        bool exists = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < operandCount;
        if (!exists) throw new PtxException(asm, at, $"there is no operand %{digits}");
        Append(end, constant(index) ?? RegisterName(index), at);
    }

    // Remembers where the text behind a substitution came from, and where the substitution itself did.
    private void Append(int sourceEnd, string text, int sourceStart)
    {
        _map.Add((_out.Length, sourceStart));
        _out.Append(text);
        _map.Add((_out.Length, sourceEnd));
    }

    /// <summary>The offset in the asm text of a character of <see cref="Text"/>.</summary>
    public int SourceOffset(int offset)
    {
        (int Out, int In) before = (0, 0);
        foreach ((int Out, int In) point in _map)
            if (point.Out <= offset) before = point;
        return before.In + offset - before.Out;
    }
}
