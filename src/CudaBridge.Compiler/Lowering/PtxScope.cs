using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>A PTX register: a stack slot that LLVM promotes.</summary>
/// <param name="Slot">The alloca; its type is that of the register's first use (a pointer operand stays a pointer).</param>
/// <param name="Vector">Elements of a vector register, else 1.</param>
internal sealed record PtxRegister(LLVMValueRef Slot, PtxType Type, int Vector = 1);

/// <summary>What the names of a <c>{ … }</c> scope stand for: registers, variables (pointers) and labels.</summary>
internal sealed class PtxScope(PtxScope? outer)
{
    private readonly Dictionary<string, PtxRegister> _registers = [];
    private readonly Dictionary<string, LLVMValueRef> _variables = [];
    private readonly Dictionary<string, LLVMBasicBlockRef> _labels = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _targetLists = [];
    private readonly Dictionary<string, PtxSignature> _prototypes = [];
    private readonly List<(string Prefix, int Count, Func<PtxRegister> Create)> _ranges = [];

    public PtxScope? Outer { get; } = outer;

    public void Add(string name, PtxRegister register) => _registers[name] = register;

    public void Add(string name, LLVMValueRef variable) => _variables[name] = variable;

    public void Add(string name, LLVMBasicBlockRef label) => _labels[name] = label;

    public void Add(string name, PtxSignature prototype) => _prototypes[name] = prototype;

    public void Add(string name, IReadOnlyList<string> targets) => _targetLists[name] = targets;

    /// <summary><c>prefix0</c> … <c>prefix(count−1)</c>, each made when it is first used: ranges may be larger than what is used.</summary>
    public void AddRange(string prefix, int count, Func<PtxRegister> create) => _ranges.Add((prefix, count, create));

    public PtxRegister? Register(string name) => OwnRegister(name) ?? Outer?.Register(name);

    public LLVMValueRef? Variable(string name) => _variables.TryGetValue(name, out LLVMValueRef own) ? own : Outer?.Variable(name);

    public LLVMBasicBlockRef? Label(string name) => _labels.TryGetValue(name, out LLVMBasicBlockRef own) ? own : Outer?.Label(name);

    public IReadOnlyList<string>? TargetList(string name) => _targetLists.GetValueOrDefault(name) ?? Outer?.TargetList(name);

    public PtxSignature? Prototype(string name) => _prototypes.GetValueOrDefault(name) ?? Outer?.Prototype(name);

    private PtxRegister? OwnRegister(string name)
    {
        if (_registers.TryGetValue(name, out PtxRegister? register)) return register;
        foreach ((string prefix, int count, Func<PtxRegister> create) in _ranges)
            if (IsInRange(name, prefix, count)) return _registers[name] = create();
        return null;
    }

    private static bool IsInRange(string name, string prefix, int count)
    {
        ReadOnlySpan<char> digits = name.StartsWith(prefix, StringComparison.Ordinal) ? name.AsSpan(prefix.Length) : [];
        bool isNumber = digits.Length is > 0 and < 10 && !digits.ContainsAnyExceptInRange('0', '9') && (digits[0] != '0' || digits.Length == 1);
        return isNumber && int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) < count;
    }
}
