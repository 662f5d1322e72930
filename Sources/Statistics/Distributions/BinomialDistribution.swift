/// The binomial distribution of `trials` ≥ 0 with chance `probability` each.
public enum BinomialDistribution {
    /// P(X = successes).
    public static func density(_ successes: Int64, trials: Int64, probability: Double) -> Double {
        guard successes >= 0, successes <= trials else { return 0 }
        return SaddlePoint.binomial(Double(successes), of: Double(trials), probability, 1 - probability)
    }

    /// P(X ≤ successes).
    public static func cumulative(_ successes: Int64, trials: Int64, probability: Double) -> Double {
        tails(successes, trials, probability).lower
    }

    /// P(X > successes).
    public static func survival(_ successes: Int64, trials: Int64, probability: Double) -> Double {
        tails(successes, trials, probability).upper
    }

    private static func tails(_ successes: Int64, _ trials: Int64, _ probability: Double) -> (lower: Double, upper: Double) {
        guard successes >= 0 else { return (0, 1) }
        guard successes < trials else { return (1, 0) }
        let above = IncompleteBeta.regularized(Double(successes) + 1, Double(trials - successes), probability, 1 - probability)
        return (above.upper, above.lower)
    }
}
