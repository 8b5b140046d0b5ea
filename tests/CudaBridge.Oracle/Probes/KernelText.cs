namespace CudaBridge.Oracle;

/// <summary>What all probes' kernels begin and end with.</summary>
internal static class KernelText
{
    /// <summary>%in and %out point at the thread's rows; %x, %y, %w and %thread are free.</summary>
    public static string Open(string name, int inputWords, int outputWords) => $$"""
        .visible .entry {{name}}(.param .u64 inputs, .param .u64 outputs)
        {
        	.reg .b32 %t, %n, %i, %w, %thread; .reg .b64 %in, %out, %x, %y; .reg .pred %c, %second;
        	ld.param.u64 %in, [inputs]; ld.param.u64 %out, [outputs];
        	mov.u32 %t, %ctaid.x; mov.u32 %n, %ntid.x; mov.u32 %thread, %tid.x; mad.lo.u32 %i, %t, %n, %thread;
        	mad.wide.u32 %in, %i, {{inputWords * 8}}, %in; mad.wide.u32 %out, %i, {{outputWords * 8}}, %out;
        	mov.pred %second, 0;

        """;

    public const string Close = "\tret;\n}\n";

    /// <summary>Declares a register and fills it from an input word.</summary>
    public static string Load(string register, int bits, int word) => bits switch
    {
        1   => $"\t.reg .pred {register}; ld.global.u64 %x, [%in+{word * 8}]; and.b64 %x, %x, 1; setp.ne.u64 {register}, %x, 0;\n",
        128 => $"\t.reg .b128 {register}; ld.global.u64 %x, [%in+{word * 8}]; ld.global.u64 %y, [%in+{word * 8 + 8}]; mov.b128 {register}, {{%x, %y}};\n",
        64  => $"\t.reg .b64 {register}; ld.global.u64 {register}, [%in+{word * 8}];\n",
        _   => $"\t.reg .b{bits} {register}; ld.global.u64 %x, [%in+{word * 8}]; cvt.u{bits}.u64 {register}, %x;\n",
    };

    /// <summary>Writes a register to an output word, or two.</summary>
    public static string Store(string register, int bits, int word) => bits switch
    {
        1   => $"\tselp.u64 %y, 1, 0, {register}; st.global.u64 [%out+{word * 8}], %y;\n",
        128 => $"\tmov.b128 {{%x, %y}}, {register}; st.global.u64 [%out+{word * 8}], %x; st.global.u64 [%out+{word * 8 + 8}], %y;\n",
        64  => $"\tst.global.u64 [%out+{word * 8}], {register};\n",
        _   => $"\tcvt.u64.u{bits} %y, {register}; st.global.u64 [%out+{word * 8}], %y;\n",
    };
}
