namespace CudaBridge.Ptx;

// PTX ISA 9.7.13, first part: barriers, warp votes, mbarrier.
public static partial class Instructions
{
    private const string Space = "{.anyshared}";
    private const string Arrival = "{.release|relaxed}{.ctascope}";
    private const string Waiting = "{.acquire|relaxed}{.ctascope}{.shared}";

    private static readonly Form[] Synchronisation =
    [
        //  opcode                 modifiers                              types       operands
        new("barrier",             "{.cta}.sync{.aligned}",               "",         "a:u32{, b:u32}"),
        new("barrier",             "{.cta}.arrive{.aligned}",             "",         "a:u32, b:u32"),
        new("barrier",             "{.cta}.red.popc{.aligned}",           "u32",      "d, a:u32{, b:u32}, {!}c"),
        new("barrier",             "{.cta}.red.and|or{.aligned}",         "pred",     "p, a:u32{, b:u32}, {!}c"),
        new("bar",                 "{.cta}.sync",                         "",         "a:u32{, b:u32}"),
        new("bar",                 "{.cta}.arrive",                       "",         "a:u32, b:u32"),
        new("bar",                 "{.cta}.red.popc",                     "u32",      "d, a:u32{, b:u32}, {!}c"),
        new("bar",                 "{.cta}.red.and|or",                   "pred",     "p, a:u32{, b:u32}, {!}c"),
        new("bar.warp.sync",       "",                                    "",         "membermask:b32"),
        new("barrier.cluster.arrive", "{.release|relaxed}{.aligned}",     "",         ""),
        new("barrier.cluster.wait", "{.acquire}{.aligned}",               "",         ""),

        new("vote",                ".all|any|uni",                        "pred",     "p, {!}a"),
        new("vote.ballot",         "",                                    "b32",      "d, {!}a"),
        new("vote.sync",           ".all|any|uni",                        "pred",     "p, {!}a, membermask:b32"),
        new("vote.sync.ballot",    "",                                    "b32",      "d, {!}a, membermask:b32"),
        new("match.any.sync",      "",                                    "b32 b64",  "d:b32, a:0, membermask:b32"),
        new("match.all.sync",      "",                                    "b32 b64",  "d{|p}:b32, a:0, membermask:b32"),
        new("activemask",          "",                                    "b32",      "d"),
        new("redux.sync",          ".add|min|max",                        "u32 s32",  "dst, src, membermask:b32"),
        new("redux.sync",          ".and|or|xor",                         "b32",      "dst, src, membermask:b32"),
        new("redux.sync",          ".min|max{.abs}{.NaN}",                "f32",      "dst, src, membermask:b32"),
        new("elect.sync",          "",                                    "",         "d|p:b32, membermask:b32"),
        new("griddepcontrol",      ".launch_dependents|wait",             "",         ""),

        new("mbarrier.init",       "{.shared}",                           "b64",      "[addr], count:u32"),
        new("mbarrier.inval",      "{.shared}",                           "b64",      "[addr]"),
        new("mbarrier.expect_tx",  $"{{.relaxed}}{{.ctascope}}{Space}",   "b64",      "[addr], txCount:u32"),
        new("mbarrier.complete_tx", $"{{.relaxed}}{{.ctascope}}{Space}",  "b64",      "[addr], txCount:u32"),
        new("mbarrier.arrive",     $"{Arrival}{Space}",                   "b64",      "state:b64, [addr]{, count:u32}"),
        new("mbarrier.arrive",     $"{Arrival}{Space}",                   "b64",      "[addr]{, count:u32}"),
        new("mbarrier.arrive.expect_tx", $"{Arrival}{Space}",             "b64",      "state:b64, [addr], txCount:u32"),
        new("mbarrier.arrive.expect_tx", $"{Arrival}{Space}",             "b64",      "[addr], txCount:u32"),
        new("mbarrier.arrive.noComplete", $"{Arrival}{{.shared}}",        "b64",      "state:b64, [addr], count:u32"),
        new("mbarrier.arrive_drop", $"{Arrival}{Space}",                  "b64",      "state:b64, [addr]{, count:u32}"),
        new("mbarrier.arrive_drop", $"{Arrival}{Space}",                  "b64",      "[addr]{, count:u32}"),
        new("mbarrier.arrive_drop.expect_tx", $"{Arrival}{Space}",        "b64",      "state:b64, [addr], txCount:u32"),
        new("mbarrier.arrive_drop.expect_tx", $"{Arrival}{Space}",        "b64",      "[addr], txCount:u32"),
        new("mbarrier.arrive_drop.noComplete", $"{Arrival}{{.shared}}",   "b64",      "state:b64, [addr], count:u32"),
        new("mbarrier.test_wait",  Waiting,                               "b64",      "p:pred, [addr], state:b64"),
        new("mbarrier.test_wait.parity", Waiting,                         "b64",      "p:pred, [addr], phaseParity:u32"),
        new("mbarrier.try_wait",   Waiting,                               "b64",      "p:pred, [addr], state:b64{, hint:u32}"),
        new("mbarrier.try_wait.parity", Waiting,                          "b64",      "p:pred, [addr], phaseParity:u32{, hint:u32}"),
        new("mbarrier.pending_count", "",                                 "b64",      "count:u32, state:b64"),
    ];
}
