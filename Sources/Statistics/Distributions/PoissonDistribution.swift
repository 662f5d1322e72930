import Foundation

/// The Poisson distribution with `mean` ≥ 0.
public enum PoissonDistribution {
    /// P(X = count).
    public static func density(_ count: Int64, mean: Double) -> Double {
        guard count >= 0 else { return 0 }
        guard mean > 0 else { return count == 0 ? 1 : 0 }
        return SaddlePoint.poisson(Double(count), mean: mean)
    }

    /// P(X ≤ count).
    public static func cumulative(_ count: Int64, mean: Double) -> Double {
        count < 0 ? 0 : IncompleteGamma.regularized(Double(count) + 1, mean).upper
    }

    /// P(X > count).
    public static func survival(_ count: Int64, mean: Double) -> Double {
        count < 0 ? 1 : IncompleteGamma.regularized(Double(count) + 1, mean).lower
    }
}
