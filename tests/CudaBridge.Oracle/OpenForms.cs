using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>Forms that the oracle does not try, and why.</summary>
internal static class OpenForms
{
    /// <param name="IsLowered">The compiler makes code of the form all the same.</param>
    private sealed record Reason(bool IsLowered, string Text, Func<Form, bool> Applies);

    private static readonly Reason[] s_reasons =
    [
        new(false, "belongs to sm_100 and later",                  form => Has(form, "m8n16", "m16n16", "m16n8", "ignore_oob", "rs") || form.Opcode is "redux" or "cvt"),
        new(false, "belongs to sm_120",                            form => Has(form, "kind::f8f6f4")),
        new(false, "out-of-bounds NaN come of tensor copies",      form => Has(form, "oob")),
        new(false, "tensor maps belong to NVIDIA's copy engine",   form => Has(form, "tensor") || form.Opcode == "tensormap"),
        new(false, "multicast memory belongs to several GPUs",     form => form.Opcode == "multimem"),
        new(false, "objects do not say what they are",             form => form.Opcode == "istypep"),
        new(true,  "stops a debugger",                             form => form.Opcode == "brkpt"),
        new(true,  "leaves memory undefined",                      form => form.Opcode == "discard"),
        new(true,  "advice about a tensor map",                    form => form.Opcode == "prefetch" && Has(form, "tensormap")),
        new(true,  "mipmaps: tried by the tests of the driver API", form => form.Opcode is "tex" or "txq"),
    ];

    private static bool Has(Form form, params string[] words) => form.Slots.Any(slot => !slot.Optional && slot.Words.Any(words.Contains));

    /// <summary>Null for forms that the oracle tries.</summary>
    public static (bool IsLowered, string Text)? Of(Form form) => Array.Find(s_reasons, reason => reason.Applies(form)) is { } reason ? (reason.IsLowered, reason.Text) : null;
}
