using CudaBridge.Compiler.Ir;
using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>The body of one PTX function: parameters and results get stack slots, the statements become instructions.</summary>
internal sealed class PtxFunctionLowering
{
    private readonly PtxModuleLowering _module;
    private readonly Function _source;
    private readonly PtxSignature _signature;
    private readonly LLVMValueRef _function;
    private LLVMValueRef _carry;

    public PtxFunctionLowering(PtxModuleLowering module, Function source)
    {
        (_module, _source) = (module, source);
        _signature = module.Signature(source.Name)!;
        _function = module.Function(source.Name);
    }

    private LLVMContextRef Context => _module.Target.Context;

    public void Lower(IReadOnlyList<Statement> body)
    {
        using LLVMBuilderRef builder = LLVMBuilderRef.Create(Context);
        LLVMBasicBlockRef entry = _function.AppendBasicBlock("entry");
        LLVMBasicBlockRef start = _function.AppendBasicBlock("body");
        builder.PositionAtEnd(entry);
        LLVMValueRef jump = builder.BuildBr(start);
        builder.PositionBefore(jump);
        AddDirectives();
        LLVMValueRef[] results = new LLVMValueRef[_signature.Returns.Count];
        PtxEmitter emitter = new(_module.Target, _function, builder, _module.Text)
        {
            Frame = new(_module, _source.Name, _signature, results),
            Carry = Carry,
        };
        AddResults(emitter, results);
        for (int i = 0; i < _signature.Parameters.Count; i++) AddParameter(emitter, i);
        builder.PositionAtEnd(start);
        emitter.Emit(body);
        // A body may end without ret: PTX leaves the function there.
        PtxCalls.Return(builder, emitter.Frame);
        RemoveUnreachable();
    }

    private void AddResults(PtxEmitter emitter, LLVMValueRef[] results)
    {
        for (int i = 0; i < results.Length; i++)
        {
            PtxParameter result = _signature.Returns[i];
            results[i] = result.IsMemory ? _function.GetParam(0) : emitter.Slot(result.Type);
            Add(emitter, result, results[i]);
        }
    }

    private void AddParameter(PtxEmitter emitter, int index)
    {
        PtxParameter parameter = _signature.Parameters[index];
        LLVMValueRef value = _function.GetParam((uint)index + _signature.FirstParameter);
        value.Name = parameter.Name;
        if (parameter.IsMemory)
        {
            emitter.Scope.Add(parameter.Name, value);
            return;
        }
        LLVMValueRef slot = emitter.Slot(parameter.Type);
        emitter.Builder.BuildStore(value, slot);
        Add(emitter, parameter, slot);
    }

    // A .reg parameter is a register of the body, a .param one a variable.
    private static void Add(PtxEmitter emitter, PtxParameter parameter, LLVMValueRef place)
    {
        if (parameter.Declaration.Space == StateSpace.Register) emitter.Scope.Add(parameter.Name, new PtxRegister(place, parameter.Declaration.Type));
        else emitter.Scope.Add(parameter.Name, place);
    }

    private static readonly Dictionary<string, string> s_attributes = new()
    {
        [".maxntid"] = "nvvm.maxntid", [".reqntid"] = "nvvm.reqntid", [".minnctapersm"] = "nvvm.minctasm", [".maxnreg"] = "nvvm.maxnreg",
    };

    // .maxntid 16, 16  =>  "nvvm.maxntid"="16,16"
    private void AddDirectives()
    {
        foreach (Directive directive in _source.Directives)
        {
            if (!s_attributes.TryGetValue(directive.Name, out string? name)) continue;
            IEnumerable<string> numbers = directive.Arguments.Select(argument =>
                ConstantEvaluator.Evaluate(argument) is { IsFloat: false, Symbol: null, Bits: > 0 and <= uint.MaxValue } number
                    ? number.Bits.ToString(System.Globalization.CultureInfo.InvariantCulture)
                    : throw _module.Error(directive.Offset, $"'{directive.Name}' takes positive numbers"));
            _function.AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, Context.CreateStringAttribute(name, string.Join(',', numbers)));
        }
    }

    private LLVMValueRef Carry()
    {
        if (_carry.Exists()) return _carry;
        using LLVMBuilderRef entry = LLVMBuilderRef.Create(Context);
        entry.PositionBefore(_function.EntryBasicBlock.FirstInstruction);
        LLVMTypeRef flag = Context.GetIntType(1);
        _carry = entry.BuildAlloca(flag, "ptx.carry");
        entry.BuildStore(flag.Null, _carry);
        return _carry;
    }

    // What follows a jump up to the next label.
    private void RemoveUnreachable()
    {
        HashSet<IntPtr> reached = [];
        Stack<LLVMBasicBlockRef> open = new([_function.EntryBasicBlock]);
        while (open.TryPop(out LLVMBasicBlockRef block))
            if (reached.Add(block.Handle))
                foreach (LLVMBasicBlockRef successor in block.Successors()) open.Push(successor);
        List<LLVMBasicBlockRef> dead = _function.Blocks().FindAll(block => !reached.Contains(block.Handle));
        foreach (LLVMBasicBlockRef block in dead)
            foreach (LLVMValueRef instruction in block.Instructions())
            {
                bool isValue = instruction.TypeOf.Kind != LLVMTypeKind.LLVMVoidTypeKind && instruction.TypeOf.Kind != LLVMTypeKind.LLVMTokenTypeKind;
                if (isValue && instruction.HasUsers()) instruction.ReplaceAllUsesWith(instruction.TypeOf.Poison);
                instruction.InstructionEraseFromParent();
            }
        foreach (LLVMBasicBlockRef block in dead) block.Delete();
    }
}
