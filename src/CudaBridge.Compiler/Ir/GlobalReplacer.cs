using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Ir;

/// <summary>
/// Replaces a global by a value of each function that uses it, for instance a place in the shared segment. Constant expressions over
/// the global become instructions.
/// </summary>
internal sealed class GlobalReplacer
{
    private readonly LLVMBuilderRef _builder;
    private readonly LLVMValueRef _global;
    private readonly HashSet<IntPtr> _involved = [];
    private readonly List<LLVMValueRef> _instructions = [];

    public GlobalReplacer(LLVMBuilderRef builder, LLVMValueRef global)
    {
        _builder = builder;
        _global = global;
        Collect();
    }

    /// <summary>A global whose initialiser names this one: it cannot be replaced there. Null when there is none.</summary>
    public LLVMValueRef Initialiser { get; private set; }

    /// <summary>The functions that use the global.</summary>
    public IEnumerable<LLVMValueRef> Functions => _instructions.ConvertAll(i => i.ParentFunction()).Distinct();

    /// <param name="replacement">The value in a given function; it must be an instruction or argument that dominates all uses.</param>
    public void Replace(Func<LLVMValueRef, LLVMValueRef> replacement)
    {
        LLVMValueRef value = default;
        ConstantMaterializer materializer = new(_builder, c => _involved.Contains(c.Handle), c => c == _global ? value : default);
        foreach (LLVMValueRef instruction in _instructions)
        {
            value = replacement(instruction.ParentFunction());
            materializer.RewriteOperands(instruction);
        }
    }

    private void Collect()
    {
        _involved.Add(_global.Handle);
        Queue<LLVMValueRef> constants = new([_global]);
        HashSet<IntPtr> seen = [];
        while (constants.TryDequeue(out LLVMValueRef constant))
            foreach (LLVMValueRef user in constant.Users())
            {
                if (!seen.Add(user.Handle)) continue;
                if (user.IsAInstruction.Exists()) _instructions.Add(user);
                else if (user.IsAGlobalVariable.Exists()) Initialiser = user;
                else
                {
                    _involved.Add(user.Handle);
                    constants.Enqueue(user);
                }
            }
    }
}
