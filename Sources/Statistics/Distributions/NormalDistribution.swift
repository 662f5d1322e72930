import Foundation

/// The standard normal distribution.
public enum NormalDistribution {
    /// The 97.5 % quantile as published figures use it: rounded to six decimals.
    public static let z975 = 1.959964

    /// P(Z ≤ z), with full relative accuracy in the lower tail.
    public static func cumulative(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

    /// P(Z > z), with full relative accuracy in the upper tail.
    public static func survival(_ z: Double) -> Double { 0.5 * erfc(z / 2.0.squareRoot()) }

    /// P(|Z| ≥ |z|).
    public static func twoSided(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }

    /// φ(z).
    public static func density(_ z: Double) -> Double { exp(-z * z / 2) / (2 * Double.pi).squareRoot() }

    /// The z with P(Z ≤ z) = `probability`; ∓∞ at 0 and 1, NaN outside [0, 1].
    public static func quantile(_ probability: Double) -> Double {
        probability <= 0.5 ? -upperQuantile(probability) : upperQuantile(1 - probability)
    }

    /// The z with P(Z > z) = `tail`; ±∞ at 0 and 1, NaN outside [0, 1].
    ///
    /// Abramowitz and Stegun's 26.2.23 to start, then Newton's steps on the logarithm of the tail, which converge in the far tail too.
    public static func upperQuantile(_ tail: Double) -> Double {
        guard tail >= 0, tail <= 1 else { return .nan }
        guard tail > 0 else { return .infinity }
        guard tail <= 0.5 else { return -upperQuantile(1 - tail) }
        let t = (-2 * log(tail)).squareRoot()
        var z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
        for _ in 0..<8 {
            let current = survival(z)
            let step = log(current / tail) * current / density(z)
            z += step
            if abs(step) <= 1e-16 * abs(z) { break }
        }
        return z
    }
}
