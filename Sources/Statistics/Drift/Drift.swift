import Foundation

/// How far a distribution over fixed bins has moved.
///
/// Half an observation is added to every bin of both sides first, so that an empty bin is rare and not impossible. Sources: N. Siddiqi,
/// *Credit Risk Scorecards* (2006) for the index; J. Lin, IEEE Transactions on Information Theory 37 (1991) for the distance.
public struct Drift: Sendable, Hashable {
    /// Population stability index: Σ (q − p) ln(q/p). Under 0.1 little, from 0.25 much.
    public let populationStabilityIndex: Double
    /// √(½ Σ p log₂(p/m) + ½ Σ q log₂(q/m)) with m = (p + q)/2: Jensen–Shannon distance, in [0, 1].
    public let jensenShannonDistance: Double

    /// From `reference` to `current`, counts of the same bins. Nil when either side has no observation.
    ///
    /// `added` is what every bin gets first; with 0, an empty bin gives nil.
    ///
    /// - Precondition: as many bins on both sides, counts ≥ 0.
    public init?(from reference: [Int64], to current: [Int64], adding added: Double = 0.5) {
        precondition(reference.count == current.count, "\(reference.count) bins against \(current.count)")
        guard reference.contains(where: { $0 > 0 }), current.contains(where: { $0 > 0 }) else { return nil }
        let p = Drift.shares(reference, adding: added)
        let q = Drift.shares(current, adding: added)
        guard (p + q).allSatisfy({ $0 > 0 }) else { return nil }
        populationStabilityIndex = zip(p, q).reduce(0) { $0 + ($1.1 - $1.0) * log($1.1 / $1.0) }
        // With p = m(1 − δ) and q = m(1 + δ) the two logarithms become one term that keeps its digits while p and q are close.
        let divergence = zip(p, q).reduce(0) { sum, bin in
            let delta = (bin.1 - bin.0) / (bin.1 + bin.0)
            return sum + (bin.0 + bin.1) / 4 * (log1p(-delta * delta) + 2 * delta * atanh(delta)) / log(2)
        }
        jensenShannonDistance = max(0, divergence).squareRoot()
    }

    private static func shares(_ counts: [Int64], adding added: Double) -> [Double] {
        let total = Double(counts.reduce(0, +)) + added * Double(counts.count)
        return counts.map { (Double($0) + added) / total }
    }
}
