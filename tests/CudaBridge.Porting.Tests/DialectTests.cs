using System.Text.RegularExpressions;
using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Rewriting;

namespace CudaBridge.Porting.Tests;

/// <summary>The tables hold what public documentation says; these are the facts that are easiest to get wrong.</summary>
public sealed class DialectTests
{
    public static TheoryData<string> All => [.. DialectTable.Names];

    [Fact]
    public void The_list_names_every_table() => DialectTable.All.Select(dialect => dialect.Name).Should().Equal(DialectTable.Names);

    [Theory]
    [MemberData(nameof(All))]
    public void A_table_has_a_word_on_every_name_of_CUDA(string name)
    {
        Dialect dialect = DialectTable.Find(name)!;
        foreach (string cuda in CudaNames.All.Keys)
        {
            Mapping mapping = dialect.Find(cuda)!;
            if (mapping.Status == Status.Mapped) mapping.Target.Should().NotBeNullOrEmpty(cuda);
            if (mapping.Reshapes) mapping.Target.Should().MatchRegex(@"^[\w:]+\(.*\)$", cuda);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Rows_are_about_names_that_CUDA_has(string name)
    {
        foreach (string cuda in DialectTable.Find(name)!.Names.Keys) CudaNames.CategoryOf(cuda).Should().NotBeNull(cuda);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Running_twice_changes_nothing_because_no_target_is_itself_translated(string name)
    {
        Dialect dialect = DialectTable.Find(name)!;
        foreach (string cuda in CudaNames.All.Keys)
            if (dialect.Find(cuda) is { Target: not null } mapping && CudaNames.CategoryOf(mapping.TargetName) is not null)
                dialect.Find(mapping.TargetName)!.Target.Should().Be(mapping.TargetName, cuda);
    }

    [Theory]
    [InlineData("hip", "cudaMallocHost", 2, "hipHostMalloc")]
    [InlineData("hip", "cudaDeviceProp", -1, "hipDeviceProp_t")]
    [InlineData("hip", "cudaErrorMemoryAllocation", -1, "hipErrorOutOfMemory")]
    [InlineData("hip", "cuLaunchKernel", 11, "hipModuleLaunchKernel")]
    [InlineData("hip", "cudaDevAttrWarpSize", -1, "hipDeviceAttributeWarpSize")]
    [InlineData("hip", "cublasSgemm", 14, "hipblasSgemm")]
    [InlineData("dtk", "cudaFreeHost", 1, "hipHostFree")]
    [InlineData("musa-mp31", "cudaMemcpyAsync", 5, "musaMemcpyAsync")]
    [InlineData("musa-mp22", "cuMemAlloc", 2, "muMemAlloc")]
    [InlineData("musa-mp31", "CUdeviceptr", -1, "MUdeviceptr")]
    [InlineData("musa-mp31", "__nv_bfloat16", -1, "__mt_bfloat16")]
    [InlineData("musa-mp31", "ncclAllReduce", 7, "mcclAllReduce")]
    [InlineData("maca", "cudaHostAlloc", 3, "mcMallocHost")]
    [InlineData("maca", "CUresult", -1, "mcError_t")]
    [InlineData("maca", "CUdevice", -1, "MCdevice")]
    [InlineData("maca", "cudaPointerAttributes", -1, "mcPointerAttribute_t")]
    [InlineData("corex", "cudaMalloc", 2, "cudaMalloc")]
    [InlineData("supa-gen1", "cudaMalloc", 2, "suMallocDevice")]
    [InlineData("supa-gen1", "cudaMemcpyAsync", 5, "suMemcpyAsync($1, $2, $3, $5, $4)")]
    [InlineData("supa-gen1", "cudaMemcpy2DAsync", 8, "suMemcpy2DAsync($1, $2, $3, $4, $5, $6, $8, $7)")]
    [InlineData("supa-gen1", "cudaLaunchKernel", 6, "suLaunchKernelSingleDevice($1, $2, $3, $5, $6, $4)")]
    [InlineData("supa-gen1", "cudaGraphLaunch", 2, "suTaskGraphLaunch")]
    [InlineData("supa-gen1", "cudaGraphInstantiate", 2, "suTaskGraphInstantiate($1, $2, nullptr, nullptr, 0)")]
    [InlineData("supa-gen1", "cuMemcpyHtoD", 3, "sudrvMemcpy($1, (suDeviceptr_t)($2), $3)")]
    [InlineData("supa-gen1", "CU_DEVICE_ATTRIBUTE_WARP_SIZE", -1, "suDevAttrWarpSize")]
    [InlineData("musa-mp31", "nvrtcCompileProgram", 3, "mtrtcCompileProgram")]
    [InlineData("maca", "nvrtcGetCUBIN", 2, "mcrtcGetBitcode")]
    [InlineData("supa-gen2", "cudaMalloc", 2, "supaMalloc")]
    [InlineData("supa-gen2", "cuMemAlloc", 2, "suMemAlloc")]
    [InlineData("ascend-simt", "cudaMemcpy", 4, "aclrtMemcpy($1, $3, $2, $3, $4)")]
    [InlineData("ascend-simt", "cudaMemset", 3, "aclrtMemset($1, $3, $2, $3)")]
    [InlineData("ascend-simt", "__shared__", -1, "__ubuf__")]
    [InlineData("ascend-simt", "__ballot_sync", 2, "asc_ballot($2)")]
    [InlineData("bang", "cudaMemcpyAsync", 5, "cnrtMemcpyAsync_V2($1, (void*)($2), $3, $5, $4)")]
    [InlineData("bang", "cudaStreamWaitEvent", 3, "cnrtQueueWaitNotifier($2, $1, 0)")]
    [InlineData("tops", "cudaMemcpyAsync", 5, "topsMemcpyAsync")]
    [InlineData("tops", "cudaHostAlloc", 3, "topsHostMalloc")]
    [InlineData("ascend-simd", "cudaMemset", 3, "aclrtMemset($1, $3, $2, $3)")]
    [InlineData("ascend-simt", "cudaPointerGetAttributes", 2, "aclrtPointerGetAttributes($2, $1)")]
    public void A_name_becomes(string dialect, string cuda, int arguments, string target) => DialectTable.Find(dialect)!.Find(cuda, arguments)!.Target.Should().Be(target);

    [Theory]
    [InlineData("ascend-simt", "__syncthreads_or", Status.Unsupported)]
    [InlineData("ascend-simt", "cudaMallocAsync", Status.Unsupported)]
    [InlineData("ascend-simt", "tex2D", Status.Unsupported)]
    [InlineData("corex", "__syncwarp", Status.Partial)]
    [InlineData("musa-mp22", "warpSize", Status.Partial)]
    [InlineData("musa-mp31", "hexp", Status.Unsupported)]
    [InlineData("supa-gen1", "cudaBindTextureToMipmappedArray", Status.Partial)]
    [InlineData("supa-gen1", "CU_LAUNCH_PARAM_END", Status.Unknown)]
    [InlineData("supa-gen1", "cudaGraphConditionalHandleCreate", Status.Unknown)]
    public void A_name_has_the_status(string dialect, string cuda, Status status) => DialectTable.Find(dialect)!.Find(cuda)!.Status.Should().Be(status);

    [Theory]
    [InlineData("hip", 64), InlineData("dtk", 64), InlineData("musa-mp22", 128), InlineData("musa-mp31", 32), InlineData("maca", 64), InlineData("corex", 64), InlineData("ascend-simt", 32)]
    public void Warps_are_the_makers(string dialect, int lanes) => DialectTable.Find(dialect)!.Warp.Should().Be(lanes);

    [Fact]
    public void A_broken_row_names_its_file_and_line()
    {
        Action read = () => DialectReader.Read("x.dialect", "dialect  x\n[names]\ncudaMalloc  xMalloc  perhaps  V\n", _ => throw new InvalidOperationException());
        read.Should().Throw<FormatException>().WithMessage("x.dialect:3: no status 'perhaps'*");
    }

    [Fact]
    public void Two_rows_for_the_same_calls_are_a_mistake()
    {
        Action read = () => DialectReader.Read("x.dialect", "dialect  x\n[names]\ncudaMalloc  a  mapped  V\ncudaMalloc  b  mapped  V\n", _ => throw new InvalidOperationException());
        read.Should().Throw<FormatException>().WithMessage("x.dialect:4:*");
    }

    [Fact]
    public void Every_function_of_the_runtime_is_known_by_name()
    {
        string api = File.ReadAllText(Path.Combine(Repository.Root, "src", "CudaBridge.Abi", "runtime.api"));
        foreach (Match match in Regex.Matches(api, @"^\w[\w* ]* \**(cuda[A-Z]\w*)\(", RegexOptions.Multiline)) CudaNames.CategoryOf(match.Groups[1].Value).Should().Be(NameCategory.Runtime, match.Groups[1].Value);
    }

    [Fact]
    public void Words_of_every_program_do_not_become_CUDAs_on_the_way_back() => new ReverseNames(DialectTable.Find("hip")!).Find("abort").Should().BeNull();

    [Theory]
    [InlineData("hip")]
    [InlineData("musa-mp31")]
    [InlineData("supa-gen2")]
    public void Names_that_follow_the_rule_find_their_way_back(string name)
    {
        Dialect dialect = DialectTable.Find(name)!;
        ReverseNames reverse = new(dialect);
        foreach (string cuda in CudaNames.All.Keys.Where(cuda => CudaNames.All[cuda] == NameCategory.Runtime))
            if (dialect.Find(cuda) is { Target: { } target, Keeps: false, Reshapes: false } mapping && !dialect.Names.ContainsKey(cuda)) reverse.Find(target).Should().Be(cuda);
    }
}
