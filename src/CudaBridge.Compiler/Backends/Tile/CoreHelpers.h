// The bits of a number as a number of another type.
template <typename To, typename From> FUNCTION To bits_as(From from) {
    union { From from; To to; } bits;
    bits.from = from;
    return bits.to;
}

template <typename T> FUNCTION float as_float(T bits) { return bits_as<float>(bits); }

template <typename T> FUNCTION uint as_uint(T bits) { return bits_as<uint>(bits); }

template <typename T> FUNCTION int as_int(T bits) { return bits_as<int>(bits); }

template <typename T> FUNCTION double as_double(T bits) { return bits_as<double>(bits); }

template <typename T> FUNCTION ulong as_ulong(T bits) { return bits_as<ulong>(bits); }

template <typename T> FUNCTION long as_long(T bits) { return bits_as<long>(bits); }

// Conversions that keep to the type's range, as CUDA's do; what is no number becomes 0.
template <typename To, typename From> FUNCTION To to_integer(From x) {
    const To least = (To)(To(-1) < To(0) ? To(1) << (sizeof(To) * 8 - 1) : To(0)), most = (To)~least;
    if (!(x == x)) return 0;
    return x <= (From)least ? least : x >= (From)most ? most : (To)x;
}

FUNCTION bool isless_or_greater(double a, double b) { return a < b || a > b; }

template <typename To, typename From> FUNCTION To swap_bytes(From x) {
    To result = 0;
    for (uint byte = 0; byte < sizeof(From); byte++) result |= (To)(x >> 8 * byte & 255) << 8 * (sizeof(From) - 1 - byte);
    return result;
}

FUNCTION int popcount(ulong x) {
    int ones = 0;
    for (; x != 0; x &= x - 1) ones++;
    return ones;
}

template <typename T> FUNCTION int clz(T x) {
    int zeros = 0;
    for (int bit = sizeof(T) * 8 - 1; bit >= 0 && (x >> bit & 1) == 0; bit--) zeros++;
    return zeros;
}

template <typename To, typename From> FUNCTION To trailing_zeros(From x) {
    To zeros = 0;
    for (; zeros < sizeof(From) * 8 && (x >> zeros & 1) == 0; zeros++) {}
    return zeros;
}

template <typename To, typename From> FUNCTION To reverse_bits(From x) {
    To result = 0;
    for (uint bit = 0; bit < sizeof(From) * 8; bit++) result |= (To)(x >> bit & 1) << (sizeof(From) * 8 - 1 - bit);
    return result;
}

template <typename To, typename From> FUNCTION To funnel_left(From high, From low, From shift) {
    const uint width = sizeof(From) * 8, by = shift % width;
    return by == 0 ? high : high << by | low >> (width - by);
}

template <typename To, typename From> FUNCTION To funnel_right(From high, From low, From shift) {
    const uint width = sizeof(From) * 8, by = shift % width;
    return by == 0 ? low : high << (width - by) | low >> by;
}

// The classes of llvm.is.fpclass: 1 and 2 for no number, then from minus infinity to plus infinity.
template <typename To, typename From> FUNCTION To is_class(From x, uint test) {
    const bool is_wide = sizeof(From) == 8;
    const ulong bits = is_wide ? bits_as<ulong>(x) : (ulong)bits_as<uint>(x) << 32;
    const ulong mantissa = bits << (is_wide ? 12 : 9), most = is_wide ? 2047 : 255, exponent = bits >> (is_wide ? 52 : 55) & most;
    const bool is_negative = bits >> 63 != 0;
    uint found = is_negative ? 8 : 256;
    if (exponent == most) found = mantissa != 0 ? 3 : is_negative ? 4 : 512;
    else if (exponent == 0) found = mantissa != 0 ? (is_negative ? 16 : 128) : is_negative ? 32 : 64;
    return (found & test) != 0;
}

template <typename To, typename From> FUNCTION To compare(From a, From b) { return a < b ? -1 : a > b ? 1 : 0; }

FUNCTION float float_of_half(ushort bits) {
    const uint sign = (uint)(bits >> 15) << 31, exponent = bits >> 10 & 31, mantissa = bits & 1023;
    if (exponent == 31) return as_float(sign | 0x7f800000u | mantissa << 13);
    if (exponent != 0) return as_float(sign | (exponent + 112) << 23 | mantissa << 13);
    return sign != 0 ? -(float)mantissa * 0x1p-24f : (float)mantissa * 0x1p-24f;
}

FUNCTION ushort half_of_float(float x) {
    const uint bits = as_uint(x), sign = bits >> 16 & 0x8000, magnitude = bits & 0x7fffffff;
    if (magnitude > 0x7f800000) return sign | 0x7fff;
    if (magnitude >= 0x477ff000) return sign | 0x7c00;
    if (magnitude < 0x38800000) return sign | (uint)rintf(as_float(magnitude) * 0x1p24f);
    const uint rounded = magnitude + 0xfff + (magnitude >> 13 & 1);
    return sign | ((rounded >> 13) - (112 << 10));
}

FUNCTION float float_of_bfloat(ushort bits) { return as_float((uint)bits << 16); }

FUNCTION ushort bfloat_of_float(float x) {
    const uint bits = as_uint(x);
    return x == x ? (bits + 0x7fff + (bits >> 16 & 1)) >> 16 : bits >> 16 | 64;
}

template <typename To, typename From> FUNCTION void copy_bytes(To to, From from, ulong bytes) {
    for (ulong k = 0; k < bytes; k++) to[k] = from[k];
}

template <typename To> FUNCTION void fill_bytes(To to, uint value, ulong bytes) {
    for (ulong k = 0; k < bytes; k++) to[k] = (uchar)value;
}

// One core runs a block, so nothing comes between reading and writing.
template <typename P, typename V> FUNCTION V atomic_add(P place, V x) { V old = *place; *place = old + x; return old; }

template <typename P, typename V> FUNCTION V atomic_fadd(P place, V x) { V old = *place; *place = old + x; return old; }

template <typename P, typename V> FUNCTION V atomic_sub(P place, V x) { V old = *place; *place = old - x; return old; }

template <typename P, typename V> FUNCTION V atomic_fsub(P place, V x) { V old = *place; *place = old - x; return old; }

template <typename P, typename V> FUNCTION V atomic_xchg(P place, V x) { V old = *place; *place = x; return old; }

template <typename P, typename V> FUNCTION V atomic_and(P place, V x) { V old = *place; *place = old & x; return old; }

template <typename P, typename V> FUNCTION V atomic_or(P place, V x) { V old = *place; *place = old | x; return old; }

template <typename P, typename V> FUNCTION V atomic_xor(P place, V x) { V old = *place; *place = old ^ x; return old; }

template <typename P, typename V> FUNCTION V atomic_min(P place, V x) { V old = *place; if (x < old) *place = x; return old; }

template <typename P, typename V> FUNCTION V atomic_max(P place, V x) { V old = *place; if (x > old) *place = x; return old; }

template <typename P, typename V> FUNCTION V atomic_fmin(P place, V x) { V old = *place; if (x < old) *place = x; return old; }

template <typename P, typename V> FUNCTION V atomic_fmax(P place, V x) { V old = *place; if (x > old) *place = x; return old; }

template <typename P, typename V> FUNCTION V atomic_incwrap(P place, V x) { V old = *place; *place = old >= x ? 0 : old + 1; return old; }

template <typename P, typename V> FUNCTION V atomic_decwrap(P place, V x) { V old = *place; *place = old == 0 || old > x ? x : old - 1; return old; }

template <typename P, typename V> FUNCTION V atomic_cmpxchg(P place, V expected, V x) { V old = *place; if (old == expected) *place = x; return old; }

FUNCTION bool any_thread(const SCRATCH bool *values, uint threads) {
    for (uint thread = 0; thread < threads; thread++)
        if (values[thread]) return true;
    return false;
}

FUNCTION uint count_with(const SCRATCH bool *values, const SCRATCH bool *taking, uint threads) {
    uint count = 0;
    for (uint thread = 0; thread < threads; thread++) count += taking[thread] && values[thread];
    return count;
}

FUNCTION uint count_without(const SCRATCH bool *values, const SCRATCH bool *taking, uint threads) {
    uint count = 0;
    for (uint thread = 0; thread < threads; thread++) count += taking[thread] && !values[thread];
    return count;
}

FUNCTION uint active_lanes(const SCRATCH bool *taking, uint thread, uint threads) {
    uint lanes = 0;
    for (uint lane = 0, first = thread / 32 * 32; lane < 32 && first + lane < threads; lane++) lanes |= (uint)taking[first + lane] << lane;
    return lanes;
}

// What the lanes of a thread's warp offer, a bit for each; threads that have left offer nothing.
FUNCTION uint ballot(const SCRATCH bool *values, const SCRATCH bool *taking, uint thread, uint threads, uint mask) {
    uint lanes = 0;
    for (uint lane = 0, first = thread / 32 * 32; lane < 32 && first + lane < threads; lane++) lanes |= (uint)(taking[first + lane] && values[first + lane]) << lane;
    return lanes & mask;
}

FUNCTION uint ballot_not(const SCRATCH bool *values, const SCRATCH bool *taking, uint thread, uint threads, uint mask) {
    uint lanes = 0;
    for (uint lane = 0, first = thread / 32 * 32; lane < 32 && first + lane < threads; lane++) lanes |= (uint)(taking[first + lane] && !values[first + lane]) << lane;
    return lanes & mask;
}

template <typename T> FUNCTION uint match_any(const SCRATCH T *values, const SCRATCH bool *taking, uint thread, uint threads, uint mask) {
    uint lanes = 0;
    for (uint lane = 0, first = thread / 32 * 32; lane < 32 && first + lane < threads; lane++) lanes |= (uint)(taking[first + lane] && values[first + lane] == values[thread]) << lane;
    return lanes & mask;
}

template <typename T> FUNCTION uint match_all(const SCRATCH T *values, const SCRATCH bool *taking, uint thread, uint threads, uint mask) {
    const uint all = active_lanes(taking, thread, threads) & mask;
    return match_any(values, taking, thread, threads, mask) == all ? all : 0;
}

template <typename T> FUNCTION T reduce_add(const SCRATCH T *values, const SCRATCH bool *taking, uint thread, uint threads, uint mask) {
    T result = 0;
    for (uint lane = 0, first = thread / 32 * 32; lane < 32 && first + lane < threads; lane++)
        if ((mask >> lane & 1) != 0 && taking[first + lane]) result += values[first + lane];
    return result;
}

template <typename T> FUNCTION T reduce_min(const SCRATCH T *values, const SCRATCH bool *taking, uint thread, uint threads, uint mask) {
    T result = values[thread];
    for (uint lane = 0, first = thread / 32 * 32; lane < 32 && first + lane < threads; lane++)
        if ((mask >> lane & 1) != 0 && taking[first + lane] && values[first + lane] < result) result = values[first + lane];
    return result;
}

template <typename T> FUNCTION T reduce_max(const SCRATCH T *values, const SCRATCH bool *taking, uint thread, uint threads, uint mask) {
    T result = values[thread];
    for (uint lane = 0, first = thread / 32 * 32; lane < 32 && first + lane < threads; lane++)
        if ((mask >> lane & 1) != 0 && taking[first + lane] && values[first + lane] > result) result = values[first + lane];
    return result;
}

template <typename T> FUNCTION T reduce_and(const SCRATCH T *values, const SCRATCH bool *taking, uint thread, uint threads, uint mask) {
    T result = ~(T)0;
    for (uint lane = 0, first = thread / 32 * 32; lane < 32 && first + lane < threads; lane++)
        if ((mask >> lane & 1) != 0 && taking[first + lane]) result &= values[first + lane];
    return result;
}

template <typename T> FUNCTION T reduce_or(const SCRATCH T *values, const SCRATCH bool *taking, uint thread, uint threads, uint mask) {
    T result = 0;
    for (uint lane = 0, first = thread / 32 * 32; lane < 32 && first + lane < threads; lane++)
        if ((mask >> lane & 1) != 0 && taking[first + lane]) result |= values[first + lane];
    return result;
}

template <typename T> FUNCTION T reduce_xor(const SCRATCH T *values, const SCRATCH bool *taking, uint thread, uint threads, uint mask) {
    T result = 0;
    for (uint lane = 0, first = thread / 32 * 32; lane < 32 && first + lane < threads; lane++)
        if ((mask >> lane & 1) != 0 && taking[first + lane]) result ^= values[first + lane];
    return result;
}

// The first element of each warp's 32 gets what all that take part give together.
template <typename T> FUNCTION void warp_sums(SCRATCH T *values, const SCRATCH bool *taking, uint threads) {
    for (uint first = 0; first < threads; first += 32) {
        T sum = 0;
        for (uint thread = first; thread < first + 32 && thread < threads; thread++) sum += taking[thread] ? values[thread] : (T)0;
        values[first] = sum;
    }
}

FUNCTION void warp_maxima(SCRATCH float *values, const SCRATCH bool *taking, uint threads) {
    for (uint first = 0; first < threads; first += 32) {
        float result = -INFINITY;
        for (uint thread = first; thread < first + 32 && thread < threads; thread++)
            if (taking[thread]) result = fmaxf(result, values[thread]);
        values[first] = result;
    }
}

FUNCTION void warp_minima(SCRATCH float *values, const SCRATCH bool *taking, uint threads) {
    for (uint first = 0; first < threads; first += 32) {
        float result = INFINITY;
        for (uint thread = first; thread < first + 32 && thread < threads; thread++)
            if (taking[thread]) result = fminf(result, values[thread]);
        values[first] = result;
    }
}

// As PTX says of shfl: c holds the last lane of a segment and, from bit 8 on, which bits choose the segment.
FUNCTION uint last_lane(uint lane, uint c) { return (lane & c >> 8 & 31) | (c & ~(c >> 8) & 31); }

FUNCTION bool shuffle_in_down(uint thread, uint by, uint c) { return thread % 32 + (by & 31) <= last_lane(thread % 32, c); }

FUNCTION bool shuffle_in_up(uint thread, uint by, uint c) { return (int)(thread % 32) - (int)(by & 31) >= (int)last_lane(thread % 32, c); }

FUNCTION bool shuffle_in_bfly(uint thread, uint by, uint c) { return (thread % 32 ^ (by & 31)) <= last_lane(thread % 32, c); }

FUNCTION bool shuffle_in_idx(uint thread, uint by, uint c) {
    const uint lane = thread % 32, segment = c >> 8 & 31;
    return ((lane & segment) | (by & ~segment & 31)) <= last_lane(lane, c);
}

template <typename T> FUNCTION T lane_value(const SCRATCH T *values, uint thread, uint threads, uint lane) {
    const uint from = thread / 32 * 32 + lane;
    return values[from < threads ? from : thread];
}

template <typename T> FUNCTION T shuffle_down(const SCRATCH T *values, uint thread, uint threads, uint by, uint c) {
    return shuffle_in_down(thread, by, c) ? lane_value(values, thread, threads, thread % 32 + (by & 31)) : values[thread];
}

template <typename T> FUNCTION T shuffle_up(const SCRATCH T *values, uint thread, uint threads, uint by, uint c) {
    return shuffle_in_up(thread, by, c) ? lane_value(values, thread, threads, thread % 32 - (by & 31)) : values[thread];
}

template <typename T> FUNCTION T shuffle_bfly(const SCRATCH T *values, uint thread, uint threads, uint by, uint c) {
    return shuffle_in_bfly(thread, by, c) ? lane_value(values, thread, threads, thread % 32 ^ (by & 31)) : values[thread];
}

template <typename T> FUNCTION T shuffle_idx(const SCRATCH T *values, uint thread, uint threads, uint by, uint c) {
    const uint lane = thread % 32, segment = c >> 8 & 31;
    return shuffle_in_idx(thread, by, c) ? lane_value(values, thread, threads, (lane & segment) | (by & ~segment & 31)) : values[thread];
}

// What a kernel fails at first is what its launch reports.
FUNCTION void fail(GLOBAL uint *status, uint what) {
    if (load_global(status) == 0) store_global(status, what);
}

// Memory that kernels allocate. Words: the heap's bytes, where its unused end begins, the first block that was given back; in front of a block
// its bytes and the next one that was given back.
FUNCTION GLOBAL uchar *heap_allocate(GLOBAL ulong *heap, ulong bytes) {
    const ulong wanted = (bytes + 15) / 16 * 16;
    ulong before = 2, block = load_global(heap + 2);
    for (; block != 0 && load_global(heap + block) < wanted; block = load_global(heap + before)) before = block + 1;
    if (block != 0) {
        store_global(heap + before, load_global(heap + block + 1));
        return (GLOBAL uchar *)(heap + block + 2);
    }
    block = load_global(heap + 1);
    if (wanted < bytes || wanted + (block + 2) * 8 > load_global(heap)) return nullptr;
    store_global(heap + 1, block + 2 + wanted / 8);
    store_global(heap + block, wanted);
    return (GLOBAL uchar *)(heap + block + 2);
}

FUNCTION void heap_free(GLOBAL ulong *heap, GLOBAL uchar *place) {
    if (place == nullptr) return;
    const ulong block = (GLOBAL ulong *)place - heap - 2;
    store_global(heap + block + 1, load_global(heap + 2));
    store_global(heap + 2, block);
}

FUNCTION long smaller(long a, long b) { return a < b ? a : b; }

FUNCTION long larger(long a, long b) { return a > b ? a : b; }

template <typename T> FUNCTION T minimum_of(T a, T b) { return a < b ? a : b; }

template <typename T> FUNCTION T maximum_of(T a, T b) { return a < b ? b : a; }

template <typename T> FUNCTION T magnitude_of(T a) { return a < 0 ? -a : a; }
