#define IN_LOCAL (1ul << 62)

#define IN_PRIVATE (2ul << 62)

#define ADDRESS ((1ul << 62) - 1)

#define COPY(to_space, from_space, unit, to, from, bytes) do { to_space unit *to_ = (to_space unit *)(to); from_space const unit *from_ = (from_space const unit *)(from); for (ulong k_ = 0; k_ < (bytes) / sizeof(unit); k_++) to_[k_] = from_[k_]; } while (0)

#define MOVE(space, to, from, bytes) do { space uchar *to_ = (to); space const uchar *from_ = (from); ulong n_ = (bytes); if (to_ <= from_) for (ulong k_ = 0; k_ < n_; k_++) to_[k_] = from_[k_]; else for (ulong k_ = n_; k_-- > 0;) to_[k_] = from_[k_]; } while (0)

#define FILL(space, to, value, bytes) do { space uchar *to_ = (to); for (ulong k_ = 0; k_ < (bytes); k_++) to_[k_] = (uchar)(value); } while (0)

static void move_generic(ulong to, ulong from, ulong bytes) {
    if (to <= from) for (ulong k = 0; k < bytes; k++) store_uchar(to + k, load_uchar(from + k));
    else for (ulong k = bytes; k-- > 0;) store_uchar(to + k, load_uchar(from + k));
}

static void fill_generic(ulong to, uint value, ulong bytes) {
    for (ulong k = 0; k < bytes; k++) store_uchar(to + k, (uchar)value);
}

static float float_of_half(ushort bits) {
    return vload_half(0, (const __private half *)&bits);
}

static ushort half_of_float(float x) {
    ushort bits;
    vstore_half_rte(x, 0, (__private half *)&bits);
    return bits;
}

static ushort half_of_double(double x) {
    ushort bits;
    vstore_half_rte(x, 0, (__private half *)&bits);
    return bits;
}

static float float_of_bfloat(ushort bits) {
    return as_float((uint)bits << 16);
}

static ushort bfloat_of_float(float x) {
    uint bits = as_uint(x);
    return isnan(x) ? (ushort)(bits >> 16 | 64) : (ushort)((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}

static uint thread_rank(void) {
    return ((uint)get_local_id(2) * (uint)get_local_size(1) + (uint)get_local_id(1)) * (uint)get_local_size(0) + (uint)get_local_id(0);
}

static uint thread_count(void) {
    return (uint)(get_local_size(0) * get_local_size(1) * get_local_size(2));
}

static uint lane_id(void) {
    return thread_rank() % 32;
}

// Scratch: a word for each thread, rounded up to warps, a second one, then a word for each warp and one for the block.
static __local uint *warp_words(__local uint *scratch) {
    return scratch + (thread_count() + 31) / 32 * 64;
}

static bool any_thread(__local uint *scratch, bool value) {
    return count_threads(scratch, value) != 0;
}

static uint count_threads(__local uint *scratch, bool value) {
    __local uint *word = warp_words(scratch) + 32;
    barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE);
    if (thread_rank() == 0) *word = 0;
    barrier(CLK_LOCAL_MEM_FENCE);
    if (value) atomic_inc(word);
    barrier(CLK_LOCAL_MEM_FENCE);
    return *word;
}

static uint ballot(__local uint *scratch, bool value) {
    __local uint *word = warp_words(scratch) + thread_rank() / 32;
    barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE);
    if (lane_id() == 0) *word = 0;
    barrier(CLK_LOCAL_MEM_FENCE);
    if (value) atomic_or(word, 1u << lane_id());
    barrier(CLK_LOCAL_MEM_FENCE);
    return *word;
}

static bool vote_uniform(__local uint *scratch, bool value, bool active, uint mask) {
    uint yes = ballot(scratch, active && value) & mask, no = ballot(scratch, active && !value) & mask;
    return yes == 0 || no == 0;
}

static uint read_lane(__local uint *scratch, uint value, uint lane) {
    uint rank = thread_rank();
    barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE);
    scratch[rank] = value;
    barrier(CLK_LOCAL_MEM_FENCE);
    uint from = rank / 32 * 32 + lane;
    return scratch[from < thread_count() ? from : rank];
}

// As PTX says of shfl: c holds the last lane of a segment and, from bit 8 on, which bits choose the segment.
static bool shuffle_in_up(uint b, uint c) {
    uint lane = lane_id(), last = (lane & c >> 8 & 31) | (c & ~(c >> 8) & 31);
    return (int)lane - (int)(b & 31) >= (int)last;
}

static bool shuffle_in_down(uint b, uint c) {
    uint lane = lane_id(), last = (lane & c >> 8 & 31) | (c & ~(c >> 8) & 31);
    return lane + (b & 31) <= last;
}

static bool shuffle_in_bfly(uint b, uint c) {
    uint lane = lane_id(), last = (lane & c >> 8 & 31) | (c & ~(c >> 8) & 31);
    return (lane ^ (b & 31)) <= last;
}

static bool shuffle_in_idx(uint b, uint c) {
    uint lane = lane_id(), segment = c >> 8 & 31, last = (lane & segment) | (c & ~segment & 31);
    return ((lane & segment) | (b & ~segment & 31)) <= last;
}

static uint shuffle_up(__local uint *scratch, uint value, uint b, uint c) {
    return read_lane(scratch, value, shuffle_in_up(b, c) ? lane_id() - (b & 31) : lane_id());
}

static uint shuffle_down(__local uint *scratch, uint value, uint b, uint c) {
    return read_lane(scratch, value, shuffle_in_down(b, c) ? lane_id() + (b & 31) : lane_id());
}

static uint shuffle_bfly(__local uint *scratch, uint value, uint b, uint c) {
    return read_lane(scratch, value, shuffle_in_bfly(b, c) ? lane_id() ^ (b & 31) : lane_id());
}

static uint shuffle_idx(__local uint *scratch, uint value, uint b, uint c) {
    uint segment = c >> 8 & 31;
    return read_lane(scratch, value, shuffle_in_idx(b, c) ? (lane_id() & segment) | (b & ~segment & 31) : lane_id());
}

static uint match_any(__local uint *scratch, ulong value, bool active, uint mask) {
    uint together = ballot(scratch, active) & mask, rank = thread_rank(), first = rank / 32 * 32, result = 0;
    __local ulong *values = (__local ulong *)scratch;
    barrier(CLK_LOCAL_MEM_FENCE);
    values[rank] = value;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (uint i = 0; i < 32; i++)
        if (together >> i & 1 && values[first + i] == value) result |= 1u << i;
    barrier(CLK_LOCAL_MEM_FENCE);
    return result;
}

static uint match_all(__local uint *scratch, ulong value, bool active, uint mask) {
    uint together = ballot(scratch, active) & mask;
    return match_any(scratch, value, active, mask) == together ? mask : 0;
}

static uint reduce_add(__local uint *scratch, uint value, bool active, uint mask) {
    REDUCE(uint, 0, result + other)
}

static uint reduce_umin(__local uint *scratch, uint value, bool active, uint mask) {
    REDUCE(uint, ~0u, min(result, other))
}

static uint reduce_umax(__local uint *scratch, uint value, bool active, uint mask) {
    REDUCE(uint, 0, max(result, other))
}

static int reduce_smin(__local uint *scratch, int value, bool active, uint mask) {
    REDUCE(int, INT_MAX, min(result, other))
}

static int reduce_smax(__local uint *scratch, int value, bool active, uint mask) {
    REDUCE(int, INT_MIN, max(result, other))
}

static uint reduce_and(__local uint *scratch, uint value, bool active, uint mask) {
    REDUCE(uint, ~0u, result & other)
}

static uint reduce_or(__local uint *scratch, uint value, bool active, uint mask) {
    REDUCE(uint, 0, result | other)
}

static uint reduce_xor(__local uint *scratch, uint value, bool active, uint mask) {
    REDUCE(uint, 0, result ^ other)
}

#define REDUCE(type, start, sum) \
    uint together = ballot(scratch, active) & mask, first = thread_rank() / 32 * 32; \
    type result = start; \
    barrier(CLK_LOCAL_MEM_FENCE); \
    scratch[thread_rank()] = (uint)value; \
    barrier(CLK_LOCAL_MEM_FENCE); \
    for (uint i = 0; i < 32; i++) \
        if (together >> i & 1) { type other = (type)scratch[first + i]; result = sum; } \
    return result;

#define FAIL_ASSERT 1u

#define FAIL_TRAP 2u

#define FAIL_UNSUPPORTED 3u

// Status: 0 what failed, 1 line, 2 … 4 block, 5 … 7 thread, 8 bytes printed, 9 bytes there are, 10 … 15 text, file, function; prints from 64 on.
static void fail(__global uint *status, uint what, ulong text, ulong file, uint line, ulong function) {
    if (atomic_cmpxchg(status, 0u, what) != 0) return;
    status[1] = line;
    for (uint d = 0; d < 3; d++) {
        status[2 + d] = (uint)get_group_id(d);
        status[5 + d] = (uint)get_local_id(d);
    }
    __global ulong *texts = (__global ulong *)(status + 10);
    texts[0] = text;
    texts[1] = file;
    texts[2] = function;
}

static int print(__global uint *status, ulong format, const __private uchar *arguments, uint bytes) {
    uint size = (bytes + 16 + 7) / 8 * 8, at = atomic_add(status + 8, size);
    if (at + size > status[9] || at + size < at) return -1;
    __global uchar *record = (__global uchar *)status + 64 + at;
    *(__global ulong *)record = format;
    *(__global uint *)(record + 8) = size;
    *(__global uint *)(record + 12) = bytes;
    for (uint i = 0; i < bytes; i++) record[16 + i] = arguments[i];
    return (int)bytes;
}

#if __OPENCL_C_VERSION__ == 200 || defined(__opencl_c_atomic_order_seq_cst) && defined(__opencl_c_atomic_scope_device)
#define FENCE() atomic_work_item_fence(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE, memory_order_seq_cst, memory_scope_device)
#else
#define FENCE() mem_fence(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE)
#endif

TO to_integer(FROM x) {
    return isnan(x) ? (TO)0 : convert_TO_sat_rtz(x);
}

TO trailing_zeros(FROM x) {
    return x == 0 ? (TO)(sizeof(x) * 8) : (TO)popcount((TO)((x & -x) - 1));
}

TO swap_bytes(FROM x) {
    TO result = 0;
    for (uint i = 0; i < sizeof(x); i++) result |= (TO)((TO)(x >> 8 * i & 255) << 8 * (sizeof(x) - 1 - i));
    return result;
}

TO reverse_bits(FROM x) {
    TO result = 0;
    for (uint i = 0; i < sizeof(x) * 8; i++) result |= (TO)((TO)(x >> i & 1) << (sizeof(x) * 8 - 1 - i));
    return result;
}

TO funnel_left(FROM high, FROM low, FROM amount) {
    uint bits = sizeof(high) * 8, by = (uint)(amount % bits);
    return by == 0 ? high : (TO)(high << by | low >> (bits - by));
}

TO funnel_right(FROM high, FROM low, FROM amount) {
    uint bits = sizeof(high) * 8, by = (uint)(amount % bits);
    return by == 0 ? low : (TO)(high << (bits - by) | low >> by);
}

TO compare(FROM a, FROM b) {
    return (TO)((a > b) - (a < b));
}

TO minimum(FROM a, FROM b) {
    return isnan(a) || isnan(b) ? a + b : a == b ? (signbit(a) ? a : b) : a < b ? a : b;
}

TO maximum(FROM a, FROM b) {
    return isnan(a) || isnan(b) ? a + b : a == b ? (signbit(a) ? b : a) : a > b ? a : b;
}

TO minimum_number(FROM a, FROM b) {
    return isnan(a) ? b : isnan(b) ? a : a == b ? (signbit(a) ? a : b) : a < b ? a : b;
}

TO maximum_number(FROM a, FROM b) {
    return isnan(a) ? b : isnan(b) ? a : a == b ? (signbit(a) ? b : a) : a > b ? a : b;
}

TO is_class(FROM x, uint test) {
    bool negative = signbit(x), normal = isnormal(x);
    uint found = isnan(x) ? 3 : isinf(x) ? (negative ? 4 : 512) : normal ? (negative ? 8 : 256) : x == 0 ? (negative ? 32 : 64) : (negative ? 16 : 128);
    return (found & test) != 0;
}
