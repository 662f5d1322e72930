/// The χ² distribution with `degrees` > 0 degrees of freedom (not necessarily whole): Γ(degrees/2) on the scale of x/2.
public enum ChiSquaredDistribution {
    /// P(X ≤ x).
    public static func cumulative(_ x: Double, degrees: Double) -> Double {
        IncompleteGamma.regularized(degrees / 2, x / 2).lower
    }

    /// P(X > x).
    public static func survival(_ x: Double, degrees: Double) -> Double {
        IncompleteGamma.regularized(degrees / 2, x / 2).upper
    }

    /// The x with P(X ≤ x) = `probability`; 0 and ∞ at the ends.
    public static func quantile(_ probability: Double, degrees: Double) -> Double {
        2 * IncompleteGamma.inverse(degrees / 2, lower: probability, upper: 1 - probability)
    }

    /// The x with P(X > x) = `tail`; for tails too small to write as 1 − `tail`.
    public static func upperQuantile(_ tail: Double, degrees: Double) -> Double {
        2 * IncompleteGamma.inverse(degrees / 2, lower: 1 - tail, upper: tail)
    }
}
