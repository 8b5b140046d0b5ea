using System.Runtime.CompilerServices;
using CudaBridge;
using CudaBridge.VectorTypes;
using Checks;

using var cuda = new CudaContext();
using CudaDeviceVariable<int> ok = new(1);
using CudaDeviceVariable<float> floats = new float[] { 1, 2 };
using CudaDeviceVariable<float> output = new(1);

Check("scalars_bool", () => Kernels.scalars_bool(1, 1, true, false, ok));
Check("scalars_8", () => Kernels.scalars_8(1, 1, -7, -128, 255, ok));
Check("scalars_16", () => Kernels.scalars_16(1, 1, -32768, 65535, 'ä', ok));
Check("scalars_32", () => Kernels.scalars_32(1, 1, -2147483647, 4294967295, 0x1F600, ok));
Check("scalars_64", () => Kernels.scalars_64(1, 1, -1, ulong.MaxValue, -(1L << 62), 1UL << 63, ok));
Check("scalars_128", () => Kernels.scalars_128(1, 1, -(Int128.One << 100), UInt128.One << 127, ok));
Check("scalars_size", () => Kernels.scalars_size(1, 1, (nuint)1 << 40, -9, ok));
Check("scalars_float", () => Kernels.scalars_float(1, 1, 0.1f, 0.1, ok));
Check("scalars_half", () => Kernels.scalars_half(1, 1, (Half)1.5f, (bfloat16)(-2.5f), new half2((Half)1, (Half)2), ok));
Check("order_of_small_and_large", () => Kernels.order_of_small_and_large(1, 1, 1, 2, 3, 4, 5, 6, ok));
Check("vectors_1_2", () => Kernels.vectors_1_2(1, 1, new(1), new(2, 3), new(4, 5), new(6, 7), ok));
Check("vectors_3", () => Kernels.vectors_3(1, 1, new(1, 2, 3), new System.Numerics.Vector3(4, 5, 6), new(7, 8, 9), 10, ok));
Check("vectors_4", () => Kernels.vectors_4(1, 1, new(1, 2, 3, 4), 5, new(6, 7, 8, 9), new(10, 11, 12, 13), new(13, 14, 15, 16), ok));
Check("dimensions", () => Kernels.dimensions(1, 1, (3, 4, 5), ok));
Check("enums", () => Kernels.enums(1, 1, Mode.Fast, Level.Low, Level.High, ok));
Check("structs_padded", () => Kernels.structs_padded(1, 1, new Padded { tag = (sbyte)'x', value = 2.5, tail = -3 }, 9, ok));
Check("structs_nested", () => Kernels.structs_nested(1, 1, 1, new Nested { flag = true, inner = new() { tag = (sbyte)'y', value = 4 }, colour = new(5, 6, 7, 8) }, ok));
Check("structs_arrays", () =>
{
    Arrays a = default;
    (a.sizes[0], a.sizes[2], a.matrix[0][2], a.matrix[1][0]) = (1, 3, 4, 5);
    a.two[1] = new() { value = 6, tail = 7 };
    Kernels.structs_arrays(1, 1, a, ok);
});
Check("structs_derived", () => Kernels.structs_derived(1, 1, new Derived { id = 11, weight = 0.5f }, ok));
Check("structs_union", () => Kernels.structs_union(1, 1, new Either { kind = 1, f = 1, pair = new() { g = 77 } }, ok));
Check("structs_aligned", () => Kernels.structs_aligned(1, 1, 1, new Wide { a = 2 }, ok));
Check("structs_template", () =>
{
    Vec_float_3 v = default;
    Vec_Padded_2 p = default;
    v.v[2] = 3;
    p.v[1].tail = 4;
    Kernels.structs_template(1, 1, v, p, ok);
});
Check("structs_pointers", () =>
{
    using CudaDeviceVariable<int> count = new int[] { 41 };
    Kernels.structs_pointers(1, 1, new Linked { data = floats, count = count }, ok);
    cuda.Synchronize();
    Expect(count[0] == 42);
});
Check("structs_keywords", () => Kernels.structs_keywords(1, 1, new Keywords { @object = 1, @in = 2, mode = Mode.Fast }, 3, ok));
Check("pointers", () =>
{
    using CudaDeviceVariable<CudaDevicePointer<int>> table = new CudaDevicePointer<int>[] { ok, default };
    Kernels.pointers(1, 1, floats, output, floats, table, ok);
    Expect(output[0] == 4);
});
Check("pointers_to_structs", () =>
{
    using CudaDeviceVariable<Padded> from = new Padded[] { default, new() { value = 7, tail = 8 } };
    using CudaDeviceVariable<Nested> to = new(1);
    Kernels.pointers_to_structs(1, 1, from, to, ok);
    Expect(to[0].inner.value == 7);
});
Check("in_namespace", () => Checks.outer.inner.Kernels.in_namespace(1, 1, 5, ok));
Check("unnamed_namespace", () => Kernels.unnamed_namespace(1, 1, 6, ok));
Check("with_c_name", () => Kernels.with_c_name(1, 1, 7, ok));
Check("overloaded int", () => Kernels.overloaded(1, 1, 1, ok));
Check("overloaded float", () => Kernels.overloaded(1, 1, 1.5f, ok), 2);
Check("generic_long", () => Kernels.generic_long(1, 1, 3L, ok));
Check("generic_double", () => Kernels.generic_double(1, 1, 3.0, ok));
Check("seven", () => Kernels.seven(1, 1, 4f, ok));
Check("dynamic_shared", () => Kernels.dynamic_shared(1, 64, 64, ok, sharedMemory: 64 * sizeof(int)));
Check("whole_grid", () =>
{
    using CudaDeviceVariable<int> counter = new int[] { 0 };
    Kernels.whole_grid(2, 32, counter, ok);
    cuda.Synchronize();
});
Check("shape", () =>
{
    using CudaStream own = new();
    Kernels.shape(launchGrid: 6, launchBlock: (1, 2), grid: 6, block: 2, stream: 3, ok, launchStream: own);
    own.Synchronize();
});
Check("documented", () => Kernels.documented(1, 1, 1, 2f, ok));
Check("variables", () =>
{
    using CudaDeviceVariable<float> weights = Kernels.Variable<float>("weights");
    Expect(weights.Size == 4);
    weights.CopyToDevice([1, 2, 3, 4]);
    Kernels.variables(1, 1, 10, ok);
    Expect(Kernels.Variable<int>("calls")[0] == 1);
    try { _ = Kernels.Variable<double>("calls"); Expect(false); }
    catch (CudaException e) { Expect(e.CudaError == CudaError.InvalidSymbol); }
});
Check("impossible launch", () =>
{
    CudaError error = CudaError.Success;
    try { Kernels.documented(1, 4096, 1, 2f, ok); }
    catch (CudaException e) { error = e.CudaError; }
    Expect(error == CudaError.InvalidConfiguration);
    ok[0] = 1;
});
Console.WriteLine($"generated code {(RuntimeFeature.IsDynamicCodeSupported ? "on the runtime" : "ahead of time")}");

// A launch allocates nothing once the stream has as many queue entries as it ever needs: the best of several rounds.
long allocated = long.MaxValue;
for (int round = 0; round < 10; round++)
{
    long before = GC.GetAllocatedBytesForCurrentThread();
    for (int i = 0; i < 200; i++) Kernels.with_c_name(1, 1, 7, ok);
    allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
    cuda.Synchronize();
}
Console.WriteLine($"allocated {allocated}");
if (args is ["leak"]) _ = new CudaDeviceVariable<int>(10);

void Check(string name, Action launch, int expected = 1)
{
    ok[0] = 0;
    launch();
    int found = ok[0];
    Console.WriteLine(found == expected ? $"ok {name}" : $"WRONG {name}: {found}");
}

static void Expect(bool condition)
{
    if (!condition) Console.WriteLine("WRONG expectation");
}
