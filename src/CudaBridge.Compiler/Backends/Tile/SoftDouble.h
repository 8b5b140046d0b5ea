// IEEE 754's binary64 on integers, rounded to nearest even: the cores have no double.
struct binary64 {
    ulong bits;
    binary64() = default;
    MEMBER binary64(int x) : binary64((long)x) {}
    MEMBER binary64(uint x) : binary64((ulong)x) {}
    MEMBER binary64(long x) { bits = x < 0 ? packed(true, 63, -(ulong)x) : binary64((ulong)x).bits; }
    MEMBER binary64(ulong x) { bits = packed(false, 63, x); }
    MEMBER binary64(float x) {
        const uint f = as_uint(x), exponent = f >> 23 & 255;
        const ulong sign = (ulong)(f >> 31) << 63, mantissa = f & 0x7fffffu;
        bits = exponent == 255 ? sign | 0x7ffUL << 52 | mantissa << 29 | (ulong)(mantissa != 0) << 51
            : sign | packed(false, exponent == 0 ? -86 : (int)exponent - 87, exponent == 0 ? mantissa : mantissa | 0x800000u);
    }
    static MEMBER binary64 of(ulong bits) { binary64 x; x.bits = bits; return x; }
    MEMBER bool is_negative() const { return bits >> 63 != 0; }
    MEMBER bool is_nan() const { return bits << 1 > 0x7ffUL << 53; }
    MEMBER bool is_infinite() const { return bits << 1 == 0x7ffUL << 53; }
    MEMBER bool is_zero() const { return bits << 1 == 0; }
    // The leading bit's place, and the mantissa with it at bit 52 unless the number is too small.
    MEMBER int exponent() const { const int e = bits >> 52 & 2047; return (e == 0 ? 1 : e) - 1023; }
    MEMBER ulong mantissa() const { return (bits & 0xfffffffffffffUL) | (ulong)((bits >> 52 & 2047) != 0) << 52; }
    // mantissa * 2^(exponent - 63), of whose last bit all that was lost is part.
    static MEMBER ulong packed(bool negative, int exponent, ulong mantissa) {
        const ulong sign = (ulong)negative << 63;
        if (mantissa == 0) return sign;
        for (; mantissa >> 63 == 0; mantissa <<= 1) exponent--;
        if (exponent > 1023) return sign | 0x7ffUL << 52;
        int biased = exponent + 1022;
        for (; biased < 0; biased++) mantissa = mantissa >> 1 | (mantissa & 1);
        const ulong kept = mantissa >> 11, rest = mantissa & 2047;
        return sign | (((ulong)biased << 52) + kept + (rest > 1024 || (rest == 1024 && (kept & 1) != 0)));
    }
    static MEMBER ulong jammed(ulong x, int by) { return by == 0 ? x : by > 63 ? x != 0 : x >> by | (x << (64 - by) != 0); }
    static MEMBER binary64 nan() { return of(0x7ff8UL << 48); }
    static MEMBER binary64 infinity(bool negative) { return of((ulong)negative << 63 | 0x7ffUL << 52); }
    MEMBER binary64 operator-() const { return of(bits ^ 1UL << 63); }
    MEMBER binary64 operator+(binary64 y) const {
        binary64 a = *this, b = y;
        if (a.is_nan() || b.is_nan()) return nan();
        if (a.is_infinite()) return b.is_infinite() && a.is_negative() != b.is_negative() ? nan() : a;
        if (b.is_infinite()) return b;
        if ((a.bits << 1) < (b.bits << 1)) { const binary64 c = a; a = b; b = c; }
        const ulong high = a.mantissa() << 9, low = jammed(b.mantissa() << 9, a.exponent() - b.exponent());
        if (a.is_negative() == b.is_negative()) return of(packed(a.is_negative(), a.exponent() + 2, high + low));
        return high == low ? of(0) : of(packed(a.is_negative(), a.exponent() + 2, high - low));
    }
    MEMBER binary64 operator-(binary64 y) const { return *this + -y; }
    MEMBER binary64 operator*(binary64 y) const {
        const bool negative = is_negative() != y.is_negative();
        if (is_nan() || y.is_nan() || (is_infinite() && y.is_zero()) || (is_zero() && y.is_infinite())) return nan();
        if (is_infinite() || y.is_infinite()) return infinity(negative);
        if (is_zero() || y.is_zero()) return of((ulong)negative << 63);
        ulong a = mantissa() << 11, b = y.mantissa() << 11;
        int place = exponent() + y.exponent() + 1;
        for (; a >> 63 == 0; a <<= 1) place--;
        for (; b >> 63 == 0; b <<= 1) place--;
        const ulong a0 = (uint)a, a1 = a >> 32, b0 = (uint)b, b1 = b >> 32;
        const ulong middle = a1 * b0 + (a0 * b0 >> 32), cross = a0 * b1 + (uint)middle;
        const ulong high = a1 * b1 + (middle >> 32) + (cross >> 32), low = cross << 32 | (uint)(a0 * b0);
        return of(packed(negative, place, high | (low != 0)));
    }
    MEMBER binary64 operator/(binary64 y) const {
        const bool negative = is_negative() != y.is_negative();
        if (is_nan() || y.is_nan() || (is_infinite() && y.is_infinite()) || (is_zero() && y.is_zero())) return nan();
        if (is_infinite() || y.is_zero()) return infinity(negative);
        if (is_zero() || y.is_infinite()) return of((ulong)negative << 63);
        ulong rest = mantissa(), by = y.mantissa(), quotient = 0;
        int place = exponent() - y.exponent();
        for (; rest >> 52 == 0; rest <<= 1) place--;
        for (; by >> 52 == 0; by <<= 1) place++;
        for (int k = 0; k < 64; k++, rest <<= 1) {
            quotient <<= 1;
            if (rest >= by) rest -= by, quotient |= 1;
        }
        return of(packed(negative, place, quotient | (rest != 0)));
    }
    MEMBER bool operator==(binary64 y) const { return !is_nan() && !y.is_nan() && (bits == y.bits || (is_zero() && y.is_zero())); }
    MEMBER bool operator!=(binary64 y) const { return !(*this == y); }
    MEMBER bool operator<(binary64 y) const {
        if (is_nan() || y.is_nan() || (is_zero() && y.is_zero())) return false;
        return is_negative() != y.is_negative() ? is_negative() : is_negative() ? bits > y.bits : bits < y.bits;
    }
    MEMBER bool operator>(binary64 y) const { return y < *this; }
    MEMBER bool operator<=(binary64 y) const { return *this < y || *this == y; }
    MEMBER bool operator>=(binary64 y) const { return y <= *this; }
    MEMBER explicit operator ulong() const { const int by = exponent() - 52; return is_nan() || by < -63 ? 0 : by < 0 ? mantissa() >> -by : by < 12 ? mantissa() << by : ~0UL; }
    MEMBER explicit operator long() const { const long x = (long)(ulong)of(bits & ~(1UL << 63)); return is_negative() ? -x : x; }
    MEMBER explicit operator int() const { return (int)(long)*this; }
    MEMBER explicit operator uint() const { return (uint)(long)*this; }
    MEMBER explicit operator float() const {
        const uint sign = (uint)(bits >> 63) << 31;
        if (is_nan()) return as_float(sign | 0x7fc00000u);
        int e = exponent();
        ulong m = mantissa();
        for (; m != 0 && m >> 52 == 0; m <<= 1) e--;
        if (is_infinite() || e > 127) return as_float(sign | 0x7f800000u);
        if (e < -126) m = jammed(m, -126 - e);
        const ulong kept = m >> 29, rest = m & 0x1fffffffUL;
        const uint rounded = (uint)kept + (rest > 0x10000000UL || (rest == 0x10000000UL && (kept & 1) != 0));
        return as_float(sign | (rounded + ((e < -126 ? 0u : (uint)(e + 126)) << 23)));
    }
};

FUNCTION binary64 as_binary64(ulong bits) { return binary64::of(bits); }

FUNCTION binary64 fabs(binary64 x) { return binary64::of(x.bits & ~(1UL << 63)); }

FUNCTION binary64 fmin(binary64 a, binary64 b) { return b.is_nan() || a < b ? a : b; }

FUNCTION binary64 fmax(binary64 a, binary64 b) { return b.is_nan() || a > b ? a : b; }

FUNCTION bool isunordered(binary64 a, binary64 b) { return a.is_nan() || b.is_nan(); }

FUNCTION bool islessgreater(binary64 a, binary64 b) { return a < b || a > b; }

// Two bits of the mantissa give one of the root.
FUNCTION binary64 sqrt(binary64 x) {
    if (x.is_nan() || (x.is_negative() && !x.is_zero())) return binary64::nan();
    if (x.is_zero() || x.is_infinite()) return x;
    ulong mantissa = x.mantissa(), root = 0, rest = 0;
    int place = x.exponent();
    for (; mantissa >> 52 == 0; mantissa <<= 1) place--;
    if ((place & 1) != 0) mantissa <<= 1, place--;
    mantissa <<= 10;
    for (int k = 0; k < 58; k++, mantissa <<= 2) {
        rest = rest << 2 | mantissa >> 62;
        root <<= 1;
        if (rest > root << 1) rest -= (root << 1) + 1, root |= 1;
    }
    return binary64::of(binary64::packed(false, place / 2 + 6, root | (rest != 0)));
}
