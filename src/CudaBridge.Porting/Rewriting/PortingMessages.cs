using CudaBridge.Porting.Dialects;

namespace CudaBridge.Porting.Rewriting;

/// <param name="Reason">What is wrong; {0} is the finding's subject.</param>
/// <param name="Advice">What to do.</param>
public sealed record PortingMessage(string Id, Weight Weight, Localized Reason, Localized Advice);

/// <summary>Every diagnostic of porting: CB4xxx.</summary>
public static class PortingMessages
{
    private static PortingMessage M(string id, Weight weight, string reason, string reasonZh, string advice, string adviceZh) =>
        new(id, weight, new Localized(reason, reasonZh), new Localized(advice, adviceZh));

    public static IReadOnlyList<PortingMessage> All { get; } =
    [
        // Names.
        M("CB4001", Weight.Blocking, "{0} has no counterpart", "{0} 没有对应接口", "write this part anew for the target", "需针对目标平台重写此处"),
        M("CB4002", Weight.Blocking, "whether {0} has a counterpart is not publicly known", "公开资料未说明 {0} 是否有对应接口", "ask the maker's manual", "请查阅厂商手册"),
        M("CB4003", Weight.Risk, "{0} has a counterpart that differs in part", "{0} 的对应接口存在部分差异", "check this place by hand", "请人工检查此处"),
        M("CB4004", Weight.Blocking, "header {0} has no known counterpart", "头文件 {0} 没有已知的对应文件", "remove it, or replace what it is used for", "请删除，或替换其所提供的功能"),
        M("CB4005", Weight.Blocking, "the arguments of {0} could not be told apart", "无法区分 {0} 的各个参数", "arrange them by hand", "请人工调整参数"),
        M("CB4006", Weight.Risk, "an argument of {0} is evaluated twice after the translation", "翻译后 {0} 的一个参数会被求值两次", "put it into a variable first", "请先将其存入变量"),

        // Hazards.
        M("CB4010", Weight.Risk, "lane arithmetic counts on 32 lanes", "线程束内运算假定束宽为 32", "the target's warp is wider: use warpSize, or keep to groups of 32 lanes that synchronise among themselves", "目标束宽不同：请使用 warpSize，或保持 32 线程分组并显式同步"),
        M("CB4011", Weight.Risk, "the mask of {0} is not all lanes", "{0} 的掩码不是全部线程", "the target has no mask, or one of another width: check which lanes take part", "目标平台没有掩码或宽度不同：请检查参与的线程"),
        M("CB4012", Weight.Risk, "volatile memory in device code: lanes of a warp seem to rely on each other without a barrier", "设备代码使用 volatile 内存：束内线程可能未经同步互相依赖", "put __syncwarp() or a block barrier between the steps", "请在各步骤之间加入 __syncwarp() 或块内同步"),
        M("CB4020", Weight.Blocking, "double precision in device code", "设备代码使用双精度", "the target has none: use float, or pairs of floats", "目标平台不支持：请改用 float 或双 float 表示"),
        M("CB4021", Weight.Blocking, "inline PTX: {0}", "内联 PTX：{0}", "write it in C++, or with the target's builtins", "请改写为 C++ 或目标平台内建函数"),
        M("CB4022", Weight.Blocking, "a kernel starts a kernel", "核函数内启动核函数", "launch it from the host", "请改为从主机端启动"),
        M("CB4023", Weight.Blocking, "{0} bytes of static shared memory are more than a block may have", "静态共享内存 {0} 字节超过上限", "use less, or split the block's work", "请减少用量或拆分块内工作"),
        M("CB4024", Weight.Blocking, "device code calls itself", "设备代码递归调用", "the target's kernels have no recursion: use a loop with a stack of its own", "目标平台核函数不支持递归：请改为循环加显式栈"),
        M("CB4025", Weight.Blocking, "a kernel takes a structure by value", "核函数按值接收结构体", "pass its members, or a pointer to it", "请传递成员或指针"),
        M("CB4026", Weight.Note, "double precision in device code", "设备代码使用双精度", "the target's doubles are slow or limited", "目标平台的双精度性能受限"),
        M("CB4028", Weight.Blocking, "kernel {0} has to be written anew", "核函数 {0} 需要重写", "the target computes on vector cores with scratch memory, not on threads", "目标平台以带片上缓存的向量核计算，而非线程"),
        M("CB4029", Weight.Note, "kernel {0} runs thread by thread on each core", "核函数 {0} 在每个核上逐线程执行", "it is correct but slow: use the maker's vector operations where it matters", "结果正确但较慢：请在关键处改用厂商的向量操作"),
        M("CB4030", Weight.Risk, "kernel {0} runs on one core: its atomic operations on global memory would need more than the language offers", "核函数 {0} 只用一个核执行：该语言无法支持其对全局内存的原子操作", "reduce in each core first, or use the maker's atomic copies", "请先在各核内归约，或使用厂商的原子搬运"),
        M("CB4031", Weight.Blocking, "the launch of {0} has no translated kernel", "对 {0} 的启动没有对应的已翻译核函数", "write the kernel and its launch by hand", "请手工编写核函数及其启动"),
        M("CB4032", Weight.Blocking, "kernel {0} cannot be said in OpenCL C", "核函数 {0} 无法用 OpenCL C 表达", "run it on the CPU device, or write this part otherwise", "请在 CPU 设备上运行，或改写此处"),

        // Files.
        M("CB4040", Weight.Risk, "clang found errors: {0}", "clang 报告错误：{0}", "names were translated by their spelling; correct the file or give -I and -D after --", "已按名称拼写翻译；请修正文件，或在 -- 之后补充 -I 与 -D"),
        M("CB4041", Weight.Risk, "a header was not found: {0}", "找不到头文件：{0}", "names were translated by their spelling; give -I after --", "已按名称拼写翻译；请在 -- 之后用 -I 指定目录"),
        M("CB4042", Weight.Note, "the file is too large to be parsed: {0}", "文件过大，未做语法分析：{0}", "names were translated by their spelling", "已按名称拼写翻译"),
        M("CB4043", Weight.Blocking, "the file is no text of one-byte characters (UTF-16, or binary)", "文件不是单字节文本（UTF-16 或二进制）", "save it as UTF-8; it was left as it is", "请另存为 UTF-8；文件未改动"),
        M("CB4044", Weight.Note, "the file is not UTF-8", "文件不是 UTF-8 编码", "its bytes were kept as they are", "其字节已原样保留"),
        M("CB4045", Weight.Blocking, "the file cannot be read: {0}", "无法读取文件：{0}", "it was left out", "该文件已跳过"),
        M("CB4046", Weight.Blocking, "includes go in circles: {0}", "头文件循环包含：{0}", "names were translated by their spelling; add an include guard", "已按名称拼写翻译；请加入包含保护"),
        M("CB4047", Weight.Risk, "no syntax tree: {0}", "没有语法树：{0}", "names were translated by their spelling and hazards were not looked for", "已按名称拼写翻译，未检查隐患"),
    ];

    private static readonly Dictionary<string, PortingMessage> s_byId = All.ToDictionary(message => message.Id);

    public static PortingMessage Of(string id) => s_byId[id];
}
