using System.Text;
using CudaBridge.Compiler.Backends.Source;
using CudaBridge.Compiler.Backends.Tile.Forms;
using CudaBridge.Compiler.Ir;

namespace CudaBridge.Compiler.Backends.Tile;

/// <summary>A kernel as the file holds it.</summary>
internal sealed record CoreText(CoreKernel Kernel, string Text);

// the module  =>  a file of kernels in a language for cores without threads, and what a launch must know of each
internal static class EmitCores
{
    /// <summary>A way to say a kernel.</summary>
    /// <param name="Needs">Which kernels it is tried on.</param>
    /// <param name="Write">Null, or a <see cref="SourceException"/> with the reason: not this kernel.</param>
    private sealed record Form(Func<Kernel, bool> Needs, Func<KernelDraft, CoreText?> Write);

    // The first that can say it does; the last can say any.
    private static readonly Form[] s_forms =
    [
        new(_ => true,  MapForm.Write),
        new(Meets,      ProductForm.Write),
        new(Meets,      TransposeForm.Write),
        new(Meets,      RowForm.Write),
        new(_ => true,  ThreadLoopForm.Write),
    ];

    public static void Run(Translation t)
    {
        CoreLanguage language = CoreLanguages.Find(t.Options.Target)!;
        ModuleWriter module = new(t, language);
        HashSet<string> names = [];
        List<CoreKernel> kernels = [];
        StringBuilder body = new();
        foreach (Kernel kernel in t.Kernels)
        {
            string name = CoreNames.Unique(kernel, names);
            try
            {
                RefusedOnCores.Check(language, kernel);
                CoreText text = Write(() => new KernelDraft(t, module, language, kernel, name, new FunctionWriter(module, kernel.Function)));
                kernels.Add(text.Kernel);
                body.Append(text.Text).Append('\n');
            }
            catch (SourceException problem)
            {
                if (problem.Place.Exists()) t.Diagnostics.ReportAt(problem.Place, Messages.NotForCores, Demangler.Demangle(kernel.Name), language.Title, problem.Message);
                else t.Diagnostics.Report(Messages.NotForCores, Demangler.Demangle(kernel.Name), language.Title, problem.Message);
                kernels.Add(new CoreKernel(kernel.Name, name, CoreForm.Refused, problem.Message, [], 0, 0, false, 0));
            }
        }

        IReadOnlyList<CoreVariable> variables = CoreVariables.Of(t, module, module.NamedVariables);
        t.Image = new CoreImage(File(language, module, CoreNames.Shown(body.ToString())), kernels, variables, module.Failures).ToBytes();
    }

    private static CoreText Write(Func<KernelDraft> start)
    {
        string reason = "";
        foreach (Form form in s_forms)
        {
            KernelDraft draft = start();
            if (!form.Needs(draft.Kernel)) continue;
            try
            {
                if (form.Write(draft) is { } written) return written.Kernel.Form == CoreForm.General ? written with { Kernel = written.Kernel with { Reason = reason } } : written;
            }
            catch (SourceException problem) when (form != s_forms[^1])
            {
                reason = problem.Message;
            }
        }

        throw new InvalidOperationException("the last form says any kernel or throws");
    }

    private static bool Meets(Kernel kernel) => kernel.Function.Instructions().Exists(ConvergeMeetings.IsMeeting);

    private static string File(CoreLanguage language, ModuleWriter module, string kernels)
    {
        StringBuilder file = new($"// Kernels in {language.Title}, translated from CUDA. They follow what the maker has published; its compiler has not seen them.\n");
        file.Append(language.Includes).Append('\n');
        if (kernels.Contains("printf(", StringComparison.Ordinal)) file.Append(language.PrintHeader).Append('\n');
        file.Append('\n');
        foreach (string structure in module.Structures) file.Append(CoreNames.Shown(structure)).Append('\n');
        if (module.Structures.Any()) file.Append('\n');
        return file.Append(CoreNames.Shown(CoreHelpers.For(kernels, language))).Append(kernels).ToString().TrimEnd('\n') + "\n";
    }
}
