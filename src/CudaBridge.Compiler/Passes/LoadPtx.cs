using System.Text;
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
            // Programs hand over C strings: some count the terminator, some pad.
            string text = Encoding.UTF8.GetString(ptx.TrimEnd((byte)0));
            (LLVMModuleRef module, IReadOnlyList<PtxGap> gaps) = PtxModuleLowering.Lower(t.Context, Parser.ParseModule(text), text);
            t.Module = module;
            foreach (PtxGap gap in gaps) t.Diagnostics.ReportPlace(Messages.PtxMeaning, gap.Place.Line, gap.Place.Column, gap.Problem);
        }
        catch (PtxException e)
        {
            t.Diagnostics.ReportPlace(e.Hint is null ? Messages.PtxIllegal : Messages.PtxIllegalNear, e.Position.Line, e.Position.Column, e.Problem, e.Hint ?? "");
            return false;
        }
        if (!t.Module.TryVerify(LLVMVerifierFailureAction.LLVMReturnStatusAction, out string problem))
            t.Diagnostics.Report(Messages.BrokenModule, nameof(LoadPtx), problem.Trim());
        return !t.Diagnostics.HasErrors;
    }
}
