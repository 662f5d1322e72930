/// A score compared with what the same mix of strata scores in the whole: severity without the effect of the feed and the year.
///
///     μ_k = S_k/n_k of stratum k in the reference    μ = S/n of the reference    E = Σ_k n_k μ_k
///     index = μ · (S + prior·μ) / (E + prior·μ)
///
/// `prior` is a number of accidents of average severity added to both sides, so that few accidents stay near μ.
/// Indirect standardization as for a standardized mortality ratio: N. E. Breslow and N. E. Day, *Statistical Methods in Cancer
/// Research* II, chapter 2.
public struct IndirectStandardization: Sendable {
    /// μ_k, a value a stratum; NaN for a stratum without accidents in the reference.
    public let stratumMeans: [Double]
    /// μ.
    public let mean: Double

    /// The reference: for each stratum its accidents and their summed score. Nil without any accident.
    ///
    /// - Precondition: as many `scores` as `counts`.
    public init?(counts: [Int64], scores: [Int64]) {
        precondition(counts.count == scores.count)
        let total = counts.reduce(0, +)
        guard total > 0 else { return nil }
        mean = Double(scores.reduce(0, +)) / Double(total)
        stratumMeans = zip(counts, scores).map { Double($1) / Double($0) }
    }

    /// The index on the scale of the score: μ where S = E.
    public func index(score: Double, expected: Double, prior: Double) -> Double {
        mean * (score + prior * mean) / (expected + prior * mean)
    }
}
