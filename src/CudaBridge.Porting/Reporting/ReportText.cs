using System.Globalization;
using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Rewriting;

namespace CudaBridge.Porting.Reporting;

/// <summary>The words of the report in its languages.</summary>
public static class ReportText
{
    private static readonly Dictionary<string, Localized> s_words = new()
    {
        ["title"] = new("Porting report", "移植报告"),
        ["files"] = new("files with CUDA", "含 CUDA 的文件"),
        ["lines"] = new("lines", "行"),
        ["matrix"] = new("All targets side by side", "各目标平台对比"),
        ["target"] = new("target", "目标平台"),
        ["warp"] = new("warp", "束宽"),
        ["uses"] = new("CUDA names used", "CUDA 接口使用次数"),
        ["mapped"] = new("translate by themselves", "自动翻译"),
        ["partial"] = new("differ in part", "部分差异"),
        ["unsupported"] = new("no counterpart", "无对应接口"),
        ["unknown"] = new("not documented", "资料未说明"),
        ["kernels"] = new("kernels that translate by themselves", "可自动翻译的核函数"),
        ["blocking"] = new("need a person", "需人工处理"),
        ["risk"] = new("worth a look", "建议检查"),
        ["note"] = new("notes", "提示"),
        ["places"] = new("Every remaining place", "全部待处理位置"),
        ["none"] = new("Nothing remains to be done by hand.", "没有需要人工处理的位置。"),
        ["honest"] = new("This report agrees with what the makers document publicly. It was not checked with the makers' compilers.", "本报告依据厂商公开资料，未经厂商编译器验证。"),
        ["more"] = new("more places of this kind", "处同类位置未列出"),
    };

    public static string Word(string key, Language language) => s_words[key].In(language);

    public static string Reason(Finding finding, Language language) =>
        string.Format(CultureInfo.InvariantCulture, PortingMessages.Of(finding.Id).Reason.In(language), finding.Subject);

    public static string Advice(Finding finding, Language language) => PortingMessages.Of(finding.Id).Advice.In(language);

    public static string WeightWord(Weight weight) => weight switch { Weight.Blocking => "blocking", Weight.Risk => "risk", _ => "note" };
}
