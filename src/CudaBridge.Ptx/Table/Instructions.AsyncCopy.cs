namespace CudaBridge.Ptx;

// PTX ISA 9.7.9: asynchronous copies.
public static partial class Instructions
{
    private const string Completion = ".mbarrier::complete_tx::bytes";
    private const string TensorModes = "{.tile|tile::gather4|im2col|im2col::w|im2col::w::128}";
    private const string TensorStoreModes = "{.tile|tile::scatter4|im2col_no_offs}";
    private const string BulkReductions = ".and|or|xor|add|inc|dec|min|max";

    private static readonly Form[] AsyncCopy =
    [
        //  opcode                     modifiers                                              types   operands
        new("cp.async.ca",             ".shared.global{.hint}{.prefetch}",                    "",     "[dst], [src], cp-size:imm{, src-size:u32}{, cache-policy:b64}"),
        new("cp.async.cg",             ".shared.global{.hint}{.prefetch}",                    "",     "[dst], [src], cp-size:imm{, src-size:u32}{, cache-policy:b64}"),
        new("cp.async.commit_group",   "",                                                    "",     ""),
        new("cp.async.wait_group",     "",                                                    "",     "n:imm"),
        new("cp.async.wait_all",       "",                                                    "",     ""),
        new("cp.async.mbarrier.arrive", "{.noinc}{.shared}",                                  "b64",  "[addr]"),

        new("cp.async.bulk",           $".shared::cluster|shared::cta.global{Completion}{{.multicast::cluster}}{{.hint}}", "", "[dst], [src], size:u32, [mbar]{, ctaMask:u16}{, cache-policy:b64}"),
        new("cp.async.bulk",           $".shared::cta.global{Completion}.ignore_oob{{.hint}}", "",  "[dst], [src], size:u32, left:u32, right:u32, [mbar]{, cache-policy:b64}"),
        new("cp.async.bulk",           $".shared::cluster.shared::cta{Completion}",           "",     "[dst], [src], size:u32, [mbar]"),
        new("cp.async.bulk",           ".global.shared::cta.bulk_group{.hint}{.cp_mask}",     "",     "[dst], [src], size:u32{, cache-policy:b64}{, byteMask:u16}"),
        new("cp.async.bulk.prefetch.L2.global", "{.hint}",                                    "",     "[src], size:u32{, cache-policy:b64}"),
        new("cp.async.bulk.commit_group", "",                                                 "",     ""),
        new("cp.async.bulk.wait_group", "{.read}",                                            "",     "n:imm"),
        new("cp.reduce.async.bulk",    $".shared::cluster.shared::cta{Completion}.and|or|xor", "b32", "[dst], [src], size:u32, [mbar]"),
        new("cp.reduce.async.bulk",    $".shared::cluster.shared::cta{Completion}.add", "u32 s32 u64", "[dst], [src], size:u32, [mbar]"),
        new("cp.reduce.async.bulk",    $".shared::cluster.shared::cta{Completion}.inc|dec", "u32", "[dst], [src], size:u32, [mbar]"),
        new("cp.reduce.async.bulk",    $".shared::cluster.shared::cta{Completion}.min|max", "u32 s32", "[dst], [src], size:u32, [mbar]"),
        new("cp.reduce.async.bulk",    ".global.shared::cta.bulk_group{.hint}.and|or|xor", "b32 b64", "[dst], [src], size:u32{, cache-policy:b64}"),
        new("cp.reduce.async.bulk",    ".global.shared::cta.bulk_group{.hint}.add", "u32 s32 u64 f32 f64", "[dst], [src], size:u32{, cache-policy:b64}"),
        new("cp.reduce.async.bulk",    ".global.shared::cta.bulk_group{.hint}.inc|dec", "u32", "[dst], [src], size:u32{, cache-policy:b64}"),
        new("cp.reduce.async.bulk",    ".global.shared::cta.bulk_group{.hint}.min|max", "u32 s32 u64 s64", "[dst], [src], size:u32{, cache-policy:b64}"),
        new("cp.reduce.async.bulk",    ".global.shared::cta.bulk_group{.hint}.add.noftz", "f16 bf16", "[dst], [src], size:u32{, cache-policy:b64}"),
        new("cp.reduce.async.bulk",    ".global.shared::cta.bulk_group{.hint}.min|max", "f16 bf16", "[dst], [src], size:u32{, cache-policy:b64}"),

        new("cp.async.bulk.tensor",    $".1d|2d|3d|4d|5d.shared::cluster|shared::cta.global{TensorModes}{Completion}{{.multicast::cluster}}{{.cta_group::1|cta_group::2}}{{.hint}}", "", "[dst], [map], [mbar]{, info:elements}{, mask}{, cache-policy:b64}"),
        new("cp.async.bulk.tensor",    $".1d|2d|3d|4d|5d.global.shared::cta{TensorStoreModes}.bulk_group{{.hint}}", "", "[map], [src]{, cache-policy:b64}"),
        new("cp.async.bulk.prefetch.tensor", $".1d|2d|3d|4d|5d.L2.global{TensorModes}{{.hint}}", "",  "[map]{, info:elements}{, cache-policy:b64}"),
        new("cp.reduce.async.bulk.tensor", $".1d|2d|3d|4d|5d.global.shared::cta{BulkReductions}{TensorStoreModes}.bulk_group{{.hint}}", "", "[map], [src]{, cache-policy:b64}"),
        new("tensormap.cp_fenceproxy", ".global.shared::cta.tensormap::generic.release.scope.sync.aligned", "", "[dst], [src], size:imm"),
        new("tensormap.replace.tile",  ".global_address|rank|box_dim|global_dim|global_stride|element_stride|elemtype|interleave_layout|swizzle_mode|fill_mode|swizzle_atomicity{.global|shared::cta}.b1024", "b32 b64", "[addr]{, ord}, new_val"),
    ];
}
