import Foundation

/// The regularized incomplete gamma functions `P(a, x) = γ(a, x)/Γ(a)` and `Q = 1 − P`, and the inverse of P.
///
/// Relative accuracy is about 1e-12 for `a` from ½ to 10⁸ in both tails. Series below the mean, continued fraction above it
/// (DLMF 8.11.4 and 8.9.2), both scaled by the saddle-point density; about 10·√a steps near the mean.
enum IncompleteGamma {
    /// `lower` is P(a, x), `upper` is Q(a, x); the smaller of the two has full relative accuracy. `a` > 0, `x` ≥ 0.
    static func regularized(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
        guard x > 0 else { return (0, 1) }
        guard x.isFinite else { return (1, 0) }
        let density = SaddlePoint.poisson(a, mean: x)
        if x < a + 1 {
            let lower = min(density * series(a, x), 1)
            return (lower, 1 - lower)
        }
        let upper = min(density * a * continuedFraction(a, x), 1)
        return (1 - upper, upper)
    }

    /// `1 + x/(a+1) + x²/((a+1)(a+2)) + …`
    private static func series(_ a: Double, _ x: Double) -> Double {
        var term = 1.0
        var sum = 1.0
        var denominator = a
        repeat {
            denominator += 1
            term *= x / denominator
            sum += term
        } while term > sum * 1e-17
        return sum
    }

    /// `1/(x+1−a − 1(1−a)/(x+3−a − …))` by Lentz's method.
    private static func continuedFraction(_ a: Double, _ x: Double) -> Double {
        let tiny = 1e-300
        var b = x + 1 - a
        var c = 1 / tiny
        var d = 1 / b
        var value = d
        var step = 0.0
        while true {
            step += 1
            let numerator = -step * (step - a)
            b += 2
            d = numerator * d + b
            if abs(d) < tiny { d = tiny }
            c = b + numerator / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            let factor = d * c
            value *= factor
            if abs(factor - 1) < 3e-16 || step > 1e7 { return value }
        }
    }

    /// The `x` at which P(a, x) is `lower` and Q(a, x) is `upper` (= 1 − `lower`; the smaller one is aimed at).
    ///
    /// Starts from Wilson and Hilferty's cube and takes Newton's steps on the logarithm of the tail, kept inside a bracket.
    static func inverse(_ a: Double, lower: Double, upper: Double) -> Double {
        guard lower > 0 else { return 0 }
        guard upper > 0 else { return .infinity }
        var x = start(a, lower: lower, upper: upper)
        var low = 0.0
        var high = Double.infinity
        for _ in 0..<200 {
            let tails = regularized(a, x)
            let isAbove = lower <= upper ? tails.lower > lower : tails.upper < upper
            if isAbove { high = x } else { low = x }
            let next = newton(a, x, tails: tails, lower: lower, upper: upper)
            let inside = next >= low && next <= high && next.isFinite
            let moved = inside ? next : (high.isFinite ? (low + high) / 2 : 2 * x)
            // Newton squares the error: after a step this small what is left is beyond a Double's digits.
            if inside && abs(moved - x) <= 1e-9 * x { return moved }
            x = moved
        }
        return x
    }

    private static func start(_ a: Double, lower: Double, upper: Double) -> Double {
        let z = lower <= upper ? -NormalDistribution.upperQuantile(lower) : NormalDistribution.upperQuantile(upper)
        let root = 1 - 1 / (9 * a) + z / (3 * a.squareRoot())
        if root > 0.2 { return a * root * root * root }
        // Near zero P(a, x) ≈ x^a / Γ(a+1).
        return exp((log(lower) + log(tgamma(a + 1))) / a)
    }

    private static func newton(_ a: Double, _ x: Double, tails: (lower: Double, upper: Double), lower: Double, upper: Double) -> Double {
        let slope = SaddlePoint.poisson(a, mean: x) * a / x
        if lower <= upper { return x - log(tails.lower / lower) * tails.lower / slope }
        return x + log(tails.upper / upper) * tails.upper / slope
    }
}
