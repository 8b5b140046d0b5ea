using System.Text;
using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.PtxLowering;
using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

// .version 8.0  .target sm_80  .address_size 64  …  =>  the module of kernel IR that clang gives for the same kernels
internal static class LoadPtx
{
    /// <summary>Whether the bytes are PTX text: they begin with <c>.version</c>, comments and blanks aside.</summary>
    public static bool IsPtx(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            bytes = bytes.TrimStart(" \t\r\n\f\v"u8);
            if (bytes.StartsWith("//"u8)) bytes = After(bytes, "\n"u8);
            else if (bytes.StartsWith("/*"u8)) bytes = After(bytes[2..], "*/"u8);
            else return bytes.StartsWith(".version"u8);
        }
    }

    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> mark)
    {
        int at = bytes.IndexOf(mark);
        return at < 0 ? [] : bytes[(at + mark.Length)..];
    }

    /// <summary>Parses and lowers; reports what is wrong and returns false.</summary>
    public static bool Parse(Translation t, ReadOnlySpan<byte> ptx)
    {
        try
        {
            string text = Text(ptx);
            (LLVMModuleRef module, IReadOnlyList<PtxGap> gaps) = PtxModuleLowering.Lower(t.Context, Parser.ParseModule(text), text);
            t.Module = module;
            foreach (PtxGap gap in gaps) t.Diagnostics.ReportPlace(Messages.PtxMeaning, gap.Place.Line, gap.Place.Column, gap.Problem);
        }
        catch (PtxException e)
        {
            Report(t.Diagnostics, e);
            return false;
        }
        if (t.Options.Variables != VariableRole.Own) ShareVariables(t);
        if (!t.Module.TryVerify(LLVMVerifierFailureAction.LLVMReturnStatusAction, out string problem))
            t.Diagnostics.Report(Messages.BrokenModule, nameof(LoadPtx), problem.Trim());
        return !t.Diagnostics.HasErrors;
    }

    /// <summary>Null when the text is illegal, which is reported.</summary>
    public static ModuleOutline? Outline(DiagnosticBag diagnostics, ReadOnlySpan<byte> ptx)
    {
        try
        {
            return ModuleOutline.Of(Text(ptx));
        }
        catch (PtxException e)
        {
            Report(diagnostics, e);
            return null;
        }
    }

    // Programs hand over C strings: some count the terminator, some pad.
    private static string Text(ReadOnlySpan<byte> ptx) => Encoding.UTF8.GetString(ptx.TrimEnd((byte)0));

    private static void Report(DiagnosticBag diagnostics, PtxException e) =>
        diagnostics.ReportPlace(e.Hint is null ? Messages.PtxIllegal : Messages.PtxIllegalNear, e.Position.Line, e.Position.Column, e.Problem, e.Hint ?? "");

    // Every variable becomes visible, so that the runtime can tell the parts where it is; a part that does not hold it needs no initial value.
    private static void ShareVariables(Translation t)
    {
        foreach (LLVMValueRef global in t.Module.Globals().Where(g => !g.IsDeclaration && g.PointerSpace() is AddressSpace.Global or AddressSpace.Constant))
        {
            global.Linkage = LLVMLinkage.LLVMExternalLinkage;
            global.IsExternallyInitialized = true;
            if (t.Options.Variables == VariableRole.Elsewhere) global.Initializer = global.GlobalValueType.Null;
        }
    }
}
