using System.Globalization;

namespace CudaBridge.Porting.Assembly;

// Instructions whose operands or modifiers say more than a row of the table can.
public sealed partial class PtxLifter
{
    private static readonly Dictionary<string, string> s_comparisons = new()
    {
        ["eq"] = "==", ["ne"] = "!=", ["lt"] = "<", ["le"] = "<=", ["gt"] = ">", ["ge"] = ">=", ["lo"] = "<", ["ls"] = "<=", ["hi"] = ">", ["hs"] = ">=",
    };

    // What a loaded or stored value may be besides its type: none changes what a single thread sees but volatile.
    private static readonly HashSet<string> s_cacheHints = ["nc", "ca", "cg", "cs", "lu", "wb", "wt", "L1::no_allocate", "L1::evict_last", "L2::128B", "L2::64B", "L2::256B", "weak"];
    private static readonly HashSet<string> s_unhidden = ["volatile", "relaxed", "cv", "gpu", "sys", "cta"];

    //  logic table   C++ of lop3; others go to a function
    private static readonly Dictionary<int, string> s_logic = new()
    {
        [0x96] = "$1 ^ $2 ^ $3", [0x80] = "$1 & $2 & $3", [0xFE] = "$1 | $2 | $3", [0xE8] = "($1 & $2) | ($3 & ($1 | $2))", [0xCA] = "($1 & $2) | (~$1 & $3)",
        [0x3C] = "$1 ^ $2", [0xC0] = "$1 & $2", [0xFC] = "$1 | $2", [0xEA] = "($1 & $2) | $3", [0xF8] = "$1 | ($2 & $3)", [0x6A] = "($1 & $2) ^ $3", [0x78] = "$1 ^ ($2 & $3)", [0x0F] = "~$1",
    };

    private bool Special(PtxInstruction instruction)
    {
        string[] parts = instruction.Opcode.Split('.');
        return parts[0] switch
        {
            "mov" => Pack(instruction, parts[^1]) || Unpack(instruction, parts[^1]),
            "setp" => Compare(instruction, parts),
            "lop3" => Logic(instruction),
            "cvt" => Convert(instruction, parts),
            "shfl" => Shuffle(instruction, parts),
            "ld" or "ldu" => Load(instruction, parts),
            "st" => Store(instruction, parts),
            "atom" or "red" => Atomic(instruction, parts),
            _ => false,
        };
    }

    // mov.b64 d, {low, high}
    private bool Pack(PtxInstruction instruction, string type)
    {
        if (type != "b64" || instruction.Operands is not [var result, { Kind: PtxOperandKind.Vector, Parts: [var low, var high] }]) return false;
        return Value(low, "b32") is { } l && Value(high, "b32") is { } h && Assign(result, type, $"(unsigned long long)(unsigned)({h}) << 32 | (unsigned)({l})");
    }

    // mov.b64 {low, high}, a
    private bool Unpack(PtxInstruction instruction, string type)
    {
        if (type != "b64" || instruction.Operands is not [{ Kind: PtxOperandKind.Vector, Parts: [var low, var high] }, var source] || Value(source, type) is not { } value) return false;
        return Assign(low, "b32", $"(unsigned)({value})") && Assign(high, "b32", $"(unsigned)((unsigned long long)({value}) >> 32)");
    }

    private bool Compare(PtxInstruction instruction, string[] parts)
    {
        string type = parts[^1];
        if (parts.Length < 3 || parts[2..^1].Any(part => part != "ftz") || !s_comparisons.TryGetValue(parts[1], out string? sign) || instruction.Operands is not [var result, var left, var right]) return false;
        return Typed(left, type) is { } l && Typed(right, type) is { } r && Assign(result, "pred", $"{Wrapped(left, l)} {sign} {Wrapped(right, r)}");
    }

    private string Wrapped(PtxOperand operand, string value) => IsPrimary(operand, value) || value.StartsWith('(') ? value : $"({value})";

    private bool Logic(PtxInstruction instruction)
    {
        if (instruction.Opcode != "lop3.b32" || instruction.Operands is not [var result, var a, var b, var c, { Kind: PtxOperandKind.Immediate } table]) return false;
        int row = Number(table.Text);
        string? text = s_logic.GetValueOrDefault(row, $"cudabridge::logic<0x{row:x2}>($1, $2, $3)");
        foreach ((PtxOperand operand, int number) in new[] { (a, 1), (b, 2), (c, 3) })
            if (text is not null) text = Put(text, number, operand, "b32");
        return text is not null && Assign(result, "b32", text);
    }

    private static int Number(string text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? int.Parse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : int.Parse(text, CultureInfo.InvariantCulture);

    // Between integers, and between numbers with the rounding that C++ has.
    private bool Convert(PtxInstruction instruction, string[] parts)
    {
        if (parts.Length < 3 || instruction.Operands is not [var result, var source]) return false;
        string to = parts[^2], from = parts[^1], how = string.Join('.', parts[1..^2].Where(part => part != "ftz"));
        bool integers = to[0] != 'f' && from[0] != 'f', same = how.Length == 0;
        bool plain = integers ? same : from[0] != 'f' ? how == "rn" : to[0] != 'f' ? how == "rzi" : (to, from, how) is ("f64", "f32", "") or ("f32", "f64", "rn");
        if (!plain || PtxForm.TypeName(to).Length == 0 || PtxForm.TypeName(from).Length == 0 || Typed(source, from) is not { } value) return false;
        return Assign(result, to, $"({PtxForm.TypeName(to)}){Wrapped(source, value)}");
    }

    // shfl.sync.down.b32 d|p, a, b, c, mask
    private bool Shuffle(PtxInstruction instruction, string[] parts)
    {
        if (parts is not ["shfl", "sync", var mode, "b32"] || instruction.Operands is not [var result, var value, var lane, { Kind: PtxOperandKind.Immediate } clamp, var mask]) return false;
        string? function = mode switch { "up" => "__shfl_up_sync", "down" => "__shfl_down_sync", "bfly" => "__shfl_xor_sync", "idx" => "__shfl_sync", _ => null };
        // The lower bits end the group at its first or last lane, those above divide the warp.
        int bits = Number(clamp.Text), width = 32 - (bits >> 8);
        if (function is null || (bits & 31) != (mode == "up" ? 0 : 31)) return false;
        PtxOperand register = result.Kind == PtxOperandKind.Pair ? result.Parts[0] : result;
        bool isFloat = value.Kind == PtxOperandKind.Argument && _statement.Operands[IndexOf(value)].Letter == 'f' && register.Kind == PtxOperandKind.Argument && _statement.Operands[IndexOf(register)].Letter == 'f';
        string type = isFloat ? "f32" : "b32";
        if (Value(value, type) is not { } moved || Value(lane, "b32") is not { } by || Value(mask, "b32") is not { } lanes) return false;
        if (result.Kind == PtxOperandKind.Pair)
        {
            string place = width == 32 ? "cudabridge::lane()" : $"(cudabridge::lane() & {width - 1})";
            string? within = mode switch { "up" => $"{place} >= (unsigned)({by})", "down" => $"{place} + (unsigned)({by}) < {width}", _ => null };
            if (within is null || !Assign(result.Parts[1], "pred", within)) return false;
        }
        return Assign(register, type, $"{function}({lanes}, {moved}, {by}{(width == 32 ? "" : $", {width}")})");
    }

    private string? Pointer(PtxOperand address, string type, bool shared)
    {
        if (address is not { Kind: PtxOperandKind.Address, Parts: [var start] } || Value(start, "address") is not { } value) return null;
        bool known = start.Kind == PtxOperandKind.Argument && address.Text == "0" && !shared && _types.ElementAtOrDefault(IndexOf(start)) is { } pointer
            && pointer.Replace("unsigned int", "unsigned", StringComparison.Ordinal) is var spelled && (spelled == type + " *" || spelled == $"const {type} *");
        if (known) return Wrapped(start, value);
        string place = address.Text == "0" ? value : shared ? $"{Wrapped(start, value)} + {address.Text}" : $"(char*){Wrapped(start, value)} + {address.Text}";
        return shared ? $"cudabridge::shared<{type}>({place})" : $"({type}*){(address.Text == "0" ? Wrapped(start, value) : $"({place})")}";
    }

    // Where it is, how many, of what type; null: another kind of access.
    private static (string Type, int Count, bool Shared, bool Unhidden)? Access(string[] parts)
    {
        int count = 1;
        bool shared = false, unhidden = false;
        foreach (string part in parts[1..^1])
            if (part is "v2" or "v4") count = part[1] - '0';
            else if (part is "shared" or "shared::cta") shared = true;
            else if (s_unhidden.Contains(part)) unhidden = true;
            else if (part != "global" && !s_cacheHints.Contains(part)) return null;
        return PtxForm.TypeName(parts[^1]).Length > 0 ? (parts[^1], count, shared, unhidden) : null;
    }

    private bool Load(PtxInstruction instruction, string[] parts)
    {
        if (Access(parts) is not { } access || instruction.Operands is not [var result, var address]) return false;
        List<PtxOperand> results = [.. result.Kind == PtxOperandKind.Vector ? result.Parts : [result]];
        if (results.Count != access.Count || Pointer(address, Element(access, read: true), access.Shared) is not { } pointer) return false;
        if (access.Count == 1) return Assign(result, access.Type, "*" + pointer);
        // A vector is one access; a volatile one would be several.
        if (access.Unhidden) return false;
        string name = $"loaded{_statements.Count.ToString(CultureInfo.InvariantCulture)}";
        _statements.Add($"const {Element(access, read: false)} {name} = *{pointer}");
        _hasVariables = true;
        return results.Zip("xyzw").All(pair => Assign(pair.First, access.Type, $"{name}.{pair.Second}"));
    }

    private static string Element((string Type, int Count, bool Shared, bool Unhidden) access, bool read)
    {
        string type = access.Count == 1 ? PtxForm.TypeName(access.Type)
            : access.Type switch { "f32" => "float", "f64" => "double", "s32" => "int", "u16" or "b16" => "ushort", "s16" => "short", "u8" or "b8" => "uchar", "u64" or "b64" => "ulonglong", "s64" => "longlong", _ => "uint" } + access.Count.ToString(CultureInfo.InvariantCulture);
        return access.Unhidden ? "volatile " + type : read ? "const " + type : type;
    }

    private bool Store(PtxInstruction instruction, string[] parts)
    {
        if (Access(parts) is not { } access || instruction.Operands is not [var address, var source]) return false;
        List<PtxOperand> sources = [.. source.Kind == PtxOperandKind.Vector ? source.Parts : [source]];
        if (sources.Count != access.Count || Pointer(address, Element(access, read: false), access.Shared) is not { } pointer) return false;
        List<string?> values = [.. sources.Select(one => Value(one, access.Type))];
        if (values.Contains(null) || (access.Count > 1 && access.Unhidden)) return false;
        _statements.Add($"*{pointer} = {(access.Count == 1 ? values[0] : $"make_{Element(access, read: false)}({string.Join(", ", values)})")}");
        return true;
    }

    // red.global.add.u32 [a], b  and  atom.global.add.u32 d, [a], b
    private bool Atomic(PtxInstruction instruction, string[] parts)
    {
        List<PtxOperand> operands = [.. instruction.Operands];
        PtxOperand? result = parts[0] == "atom" ? operands[0] : null;
        if (result is not null) operands.RemoveAt(0);
        string type = parts[^1] is "b32" or "b64" ? "u" + parts[^1][1..] : parts[^1];
        string scope = "", operation = parts[^2];
        bool shared = false;
        foreach (string part in parts[1..^2])
            if (part is "shared" or "shared::cta") shared = true;
            else if (part is "cta" or "sys") scope = part == "cta" ? "_block" : "_system";
            else if (part is not ("global" or "relaxed" or "gpu")) return false;
        string? function = operation switch { "add" => "atomicAdd", "min" => "atomicMin", "max" => "atomicMax", "and" => "atomicAnd", "or" => "atomicOr", "xor" => "atomicXor", "exch" => "atomicExch", "cas" => "atomicCAS", "inc" => "atomicInc", "dec" => "atomicDec", _ => null };
        if (function is null || operands.Count != (operation == "cas" ? 3 : 2) || type is "s64" or "u16" || Pointer(operands[0], PtxForm.TypeName(type), shared) is not { } pointer) return false;
        List<string?> values = [.. operands.Skip(1).Select(one => Value(one, type))];
        if (values.Contains(null)) return false;
        string call = $"{function}{scope}({pointer}, {string.Join(", ", values)})";
        if (result is not null) return Assign(result, type, call);
        _statements.Add(call);
        return true;
    }
}
