import Foundation

/// Catherine Loader's saddle-point form of the Poisson and binomial densities, which keeps full relative accuracy for millions
/// of events, where `x^a e^-x / Γ(a+1)` through logarithms would lose eight digits.
///
/// Source: C. Loader, *Fast and accurate computation of binomial probabilities* (2000).
enum SaddlePoint {
    /// `ln Γ(n+1) − ((n + ½) ln n − n + ½ ln 2π)`: what Stirling's formula leaves out. `n` > 0.
    static func stirlingError(_ n: Double) -> Double {
        guard n >= 16 else {
            return log(tgamma(n + 1)) - (n + 0.5) * log(n) + n - halfLogTwoPi
        }
        let square = n * n
        return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square) / square) / n
    }

    /// `x ln(x/mean) + mean − x`, without cancellation where `x` is close to `mean`. Both > 0.
    static func deviance(_ x: Double, _ mean: Double) -> Double {
        let difference = x - mean
        guard abs(difference) < 0.1 * (x + mean) else { return x * log(x / mean) - difference }
        // ln(x/mean) = 2 artanh(v) with v = (x − mean)/(x + mean); the linear terms cancel by hand.
        let v = difference / (x + mean)
        var sum = difference * v
        var power = 2 * x * v
        var odd = 3.0
        while true {
            power *= v * v
            let next = sum + power / odd
            if next == sum { return sum }
            sum = next
            odd += 2
        }
    }

    /// `mean^x e^-mean / Γ(x+1)` for real `x` ≥ 0, `mean` > 0.
    static func poisson(_ x: Double, mean: Double) -> Double {
        guard x > 0 else { return exp(-mean) }
        return exp(-stirlingError(x) - deviance(x, mean)) / (2 * Double.pi * x).squareRoot()
    }

    /// `Γ(n+1)/(Γ(x+1)Γ(n−x+1)) p^x q^(n−x)` for real `0 ≤ x ≤ n`; `q` is 1 − `p`, given apart to keep its digits.
    static func binomial(_ x: Double, of n: Double, _ p: Double, _ q: Double) -> Double {
        guard p > 0 else { return x == 0 ? 1 : 0 }
        guard q > 0 else { return x == n ? 1 : 0 }
        guard n > 0 else { return 1 }
        if x == 0 { return exp(p < 0.1 ? -deviance(n, n * q) - n * p : n * log(q)) }
        if x == n { return exp(q < 0.1 ? -deviance(n, n * p) - n * q : n * log(p)) }
        let rest = n - x
        let correction = stirlingError(n) - stirlingError(x) - stirlingError(rest)
        let exponent = correction - deviance(x, n * p) - deviance(rest, n * q)
        return exp(exponent) * (n / (2 * Double.pi * x * rest)).squareRoot()
    }

    private static let halfLogTwoPi = 0.918938533204672741780329736406
}
