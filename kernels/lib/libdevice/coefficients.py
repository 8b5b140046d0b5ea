"""Prints coefficients.h: the polynomials that special.c and bessel.c evaluate.

Run `python3 coefficients.py > coefficients.h` with mpmath. Each polynomial is the Chebyshev interpolant of its function in high
precision, cut off below 2^-57 of the function's size on the interval, as powers of the argument, highest first.
"""
import struct

from mpmath import mp, mpf, mpc, pi, sqrt, log, exp, sin, cos, erfc, erfinv, besselj, bessely, besseli, findroot, euler

mp.dps = 60


def chebyshev(function, low, high, count=64):
    nodes = [cos(pi * (2 * k + 1) / (2 * count)) for k in range(count)]
    values = [function((low + high) / 2 + (high - low) / 2 * node) for node in nodes]
    series = []
    for j in range(count):
        total = sum(values[k] * cos(pi * j * (2 * k + 1) / (2 * count)) for k in range(count))
        series.append(total * 2 / count)
    series[0] /= 2
    return series, min(abs(v) for v in values)


def powers(series):
    """Chebyshev series in u to powers of u, lowest first."""
    previous, current = [mpf(1)], [mpf(0), mpf(1)]
    total = [mpf(0)] * len(series)
    for j, coefficient in enumerate(series):
        base = previous if j == 0 else current
        if j > 1:
            following = [mpf(0)] + [2 * c for c in current]
            for i, c in enumerate(previous):
                following[i] -= c
            previous, current = current, following
            base = current
        for i, c in enumerate(base):
            total[i] += coefficient * c
    return total


def fit(function, low, high, center=None, bits=57):
    """Powers of (x - center), highest first, for x in [low, high]."""
    low, high = mpf(low), mpf(high)
    center = (low + high) / 2 if center is None else mpf(center)
    series, smallest = chebyshev(function, low, high)
    while len(series) > 1 and abs(series[-1]) < smallest * mpf(2) ** -bits:
        series.pop()
    in_u = powers(series)
    # u = (x - middle) / half = (t + center - middle) / half
    half, shift = (high - low) / 2, (center - (low + high) / 2) / ((high - low) / 2)
    result = [mpf(0)]
    for coefficient in reversed(in_u):
        product = [mpf(0)] * (len(result) + 1)
        for i, c in enumerate(result):
            product[i + 1] += c / half
            product[i] += c * shift
        product[0] += coefficient
        result = product
    return [float(c) for c in reversed(result[: len(in_u)])]


def show(name, coefficients, type="double"):
    print(f"static const {type} {name}[] = {{")
    if type == "float":
        coefficients = [struct.unpack("f", struct.pack("f", c))[0] for c in coefficients]
    for i in range(0, len(coefficients), 4):
        print("  " + ", ".join(c.hex() for c in coefficients[i : i + 4]) + ",")
    print("};")


def root(function, near):
    zero = findroot(function, near)
    return zero, float(zero), float(zero - mpf(float(zero)))


def show_pieces(name, function, pieces):
    """Pieces (low, high, a number near the zero inside or None), the zero divided out."""
    rows = []
    for low, high, near in pieces:
        if near is None:
            zero, tail = 0.0, 0.0
            rows.append((high, zero, tail, False, fit(function, low, high)))
        else:
            exact, zero, tail = root(function, near)

            def divided(x, exact=exact):
                return function(x) / (x - exact)

            rows.append((high, zero, tail, True, fit(divided, low, high)))
    print(f"static const piece {name}[] = {{")
    for (high, zero, tail, has_zero, c), (low, _, _) in zip(rows, pieces):
        center = (mpf(low) + mpf(high)) / 2
        padded = [0.0] * (PIECE_TERMS - len(c)) + c
        assert len(c) <= PIECE_TERMS, (name, low, len(c))
        print(f"  {{{float(high)!r}, {float(center)!r}, {'true' if has_zero else 'false'}, {zero.hex()}, {tail.hex()}, {{")
        for i in range(0, PIECE_TERMS, 4):
            print("    " + ", ".join(v.hex() for v in padded[i : i + 4]) + ",")
        print("  }},")
    print("};")


PIECE_TERMS = 28


def phase(order):
    return lambda x: x - (2 * order + 1) * pi / 4


def modulus_p(order):
    chi = phase(order)
    return lambda x: sqrt(pi * x / 2) * (besselj(order, x) * mp.cos(chi(x)) + bessely(order, x) * mp.sin(chi(x)))


def modulus_q(order):
    chi = phase(order)
    return lambda x: sqrt(pi * x / 2) * (bessely(order, x) * mp.cos(chi(x)) - besselj(order, x) * mp.sin(chi(x))) * x


def in_square_of_eighth(function):
    """As a function of z = (8/x)^2."""
    return lambda z: function(8 / sqrt(z)) if z > mpf(10) ** -12 else function(mpf(8) * 10 ** 6)


def main():
    print("// Written by coefficients.py; change that file, not this one.")
    print("#pragma once\n")
    print("// exp(r) for |r| < log(2) / 2 and 2^r for |r| < 1/2, fitted but for their first two terms; (log(1 + t) - t + t^2 / 2) / t^3 for 1 + t in [sqrt(1/2), sqrt 2]")
    half = log(mpf(2)) / 2
    show("expf_terms", fit(lambda r: (exp(r) - 1 - r) / r**2, -half, half, 0, 22) + [1, 1], "float")
    show("exp2f_terms", fit(lambda r: (mpf(2) ** r - 1 - r * log(mpf(2))) / r**2, -0.5, 0.5, 0, 22) + [log(mpf(2)), 1], "float")
    show("logf_terms", fit(lambda t: (log(1 + t) - t + t * t / 2) / t**3, sqrt(mpf(0.5)) - 1, sqrt(mpf(2)) - 1, 0, 21), "float")
    print("\n// (sin(r) - r) / r^3 and (cos(r) - 1 + r^2 / 2) / r^4 in r^2 for |r| < pi/4")
    end = (pi / 4) ** 2
    show("sinf_terms", fit(lambda z: (sin(sqrt(z)) - sqrt(z)) / sqrt(z) ** 3, mpf(10) ** -12, end, 0, 22), "float")
    show("cosf_terms", fit(lambda z: (cos(sqrt(z)) - 1 + z / 2) / z**2, mpf(10) ** -12, end, 0, 22), "float")
    print("\n// (1 + 2x) erfcx(x) in (x - 4) / (x + 4)")
    show("erfcx_terms", fit(lambda t: (1 + 2 * at(t)) * exp(at(t) ** 2) * erfc(at(t)), -1, mpf(1) - mpf(10) ** -6, 0))
    print("\n// erfinv(x) / x in w - 2.5, w = -log(1 - x^2), for w < 5; in sqrt(w) - 4 for w < 36; sqrt(w) times one in 1 / sqrt(w) - 0.1 beyond")
    show("erfinv_center", fit(lambda w: over(w), mpf(10) ** -30, 5, mpf("2.5")))
    show("erfinv_middle", fit(lambda s: over(s * s), sqrt(mpf(5)), 6, 4))
    show("erfinv_tail", fit(lambda r: over(1 / r**2) * r, mpf(1) / 28, mpf(1) / 6, mpf("0.1")))
    print("\n// Gamma(x) in x - 2.5 for x in [2, 3]; Gamma(x) / (x^(x - 1/2) exp(-x)) in 1/x for x > 10")
    show("gamma_middle", fit(mp.gamma, 2, 3))
    show("gamma_large", fit(stirling, 0, mpf("0.1"), 0))
    print("\n// I0(x) in (x/8)^2 and sqrt(x) exp(-x) I0(x) in 8/x; the same for I1(x), the first divided by x")
    show("i0_small", fit(lambda z: besseli(0, 8 * sqrt(z)), 0, 1, 0))
    show("i0_large", fit(lambda v: large_i(0, v), 0, 1, 0))
    show("i1_small", fit(lambda z: besseli(1, 8 * sqrt(z)) / (8 * sqrt(z)), mpf(10) ** -30, 1, 0))
    show("i1_large", fit(lambda v: large_i(1, v), 0, 1, 0))
    print("\n// J and Y beyond 8 (DLMF 10.17.3, 10.17.4): P and x Q in (8/x)^2")
    for order in (0, 1):
        show(f"p{order}", fit(in_square_of_eighth(modulus_p(order)), 0, 1, 0))
        show(f"q{order}", fit(in_square_of_eighth(modulus_q(order)), 0, 1, 0))
    print("\n// J and Y below 8; near 0 Y0(x) - 2/pi log(x) J0(x) and x (Y1(x) - 2/pi log(x) J1(x)) in x^2")
    print(f"enum {{ PIECE_TERMS = {PIECE_TERMS} }};")
    print("typedef struct {\n  double end, center;      // the piece ends here; its polynomial is in x - center")
    print("  bool has_zero;           // of the function, divided out of the polynomial\n  double zero, zero_tail;  // whose sum it is")
    print("  double terms[PIECE_TERMS];\n} piece;")
    show("j0_start", fit(lambda z: besselj(0, sqrt(z)), 0, 4, 0))
    show("j1_start", fit(lambda z: besselj(1, sqrt(z)) / sqrt(z), mpf(10) ** -30, 4, 0))
    show_pieces("j0_pieces", lambda x: besselj(0, x), [(2, 4, 2.4), (4, 6, 5.5), (6, 8, None)])
    show_pieces("j1_pieces", lambda x: besselj(1, x), [(2, mpf("4.5"), 3.8), (mpf("4.5"), mpf("6.25"), None), (mpf("6.25"), 8, 7.0)])
    show("y0_start", fit(lambda z: bessely(0, sqrt(z)) - 2 / pi * log(sqrt(z)) * besselj(0, sqrt(z)), mpf(10) ** -30, mpf("0.25"), 0))
    show("y1_start", fit(lambda z: sqrt(z) * (bessely(1, sqrt(z)) - 2 / pi * log(sqrt(z)) * besselj(1, sqrt(z))), mpf(10) ** -30, mpf("0.25"), 0))
    show_pieces("y0_pieces", lambda x: bessely(0, x), [(0.5, 1.25, 0.89), (1.25, 2.75, None), (2.75, 5, 3.96), (5, mpf("6.25"), None), (mpf("6.25"), 8, 7.09)])
    show_pieces("y1_pieces", lambda x: bessely(1, x), [(0.5, 1, None), (1, mpf("1.75"), None), (mpf("1.75"), mpf("3.25"), 2.2), (mpf("3.25"), mpf("4.5"), None), (mpf("4.5"), mpf("6.5"), 5.4), (mpf("6.5"), 8, None)])


def at(t):
    return 4 * (1 + t) / (1 - t)


def over(w):
    """erfinv(x) / x for x = sqrt(1 - exp(-w)), by Newton's method on erfc where x is too near 1."""
    x = sqrt(-mp.expm1(-w))
    if w < 20:
        return erfinv(x) / x
    complement = exp(-w) / (1 + x)  # 1 - x
    y = sqrt(w) - log(pi * w) / (4 * sqrt(w))
    for _ in range(60):
        step = (log(erfc(y)) - log(complement)) / (2 / sqrt(pi) * exp(-y * y) / erfc(y))
        y += step
        if abs(step) < mpf(10) ** -50:
            break
    return y / x


def stirling(r):
    x = 1 / r if r > mpf(10) ** -6 else mpf(10) ** 6
    return exp(mp.loggamma(x) - (x - 0.5) * log(x) + x)


def large_i(order, v):
    x = 8 / v if v > mpf(10) ** -9 else mpf(8) * 10**9
    return sqrt(x) * exp(-x) * besseli(order, x)


if __name__ == "__main__":
    main()
