/// Two-by-two tables of exposure against outcome, one a stratum.
///
///                outcome   no outcome
///     exposed       a          b
///     unexposed     c          d           n = a + b + c + d
///
/// Ratios pool the strata by Mantel and Haenszel's weights, so that what differs between strata (the feed, the year) cannot pass for an
/// effect. Source of the formulas: N. E. Breslow and N. E. Day, *Statistical Methods in Cancer Research* I (1980), chapter 4.
public struct StratifiedTables: Sendable {
    /// The counts of one stratum.
    public struct Table: Sendable, Hashable {
        /// Exposed with the outcome.
        public var a: Int64
        /// Exposed without the outcome.
        public var b: Int64
        /// Unexposed with the outcome.
        public var c: Int64
        /// Unexposed without the outcome.
        public var d: Int64

        /// Counts ≥ 0.
        public init(a: Int64, b: Int64, c: Int64, d: Int64) {
            (self.a, self.b, self.c, self.d) = (a, b, c, d)
        }
    }

    /// A stratum in floating point.
    struct Stratum {
        let a, b, c, d: Double
        var n: Double { a + b + c + d }
        var exposed: Double { a + b }
        var unexposed: Double { c + d }
        var cases: Double { a + c }
        var others: Double { b + d }
    }

    /// The strata that say something: both exposures and both outcomes occur in them.
    let informative: [Stratum]
    /// All strata with an exposed and an unexposed accident.
    let comparable: [Stratum]

    /// Takes one table a stratum; strata may be empty.
    public init(_ tables: [Table]) {
        comparable = tables.map { Stratum(a: Double($0.a), b: Double($0.b), c: Double($0.c), d: Double($0.d)) }
            .filter { $0.exposed > 0 && $0.unexposed > 0 }
        informative = comparable.filter { $0.cases > 0 && $0.others > 0 }
    }

    /// Mantel–Haenszel: Σ(ad/n) / Σ(bc/n). Nil when it is 0/0 or infinite.
    public var oddsRatio: Double? {
        let numerator = informative.reduce(0) { $0 + $1.a * $1.d / $1.n }
        let denominator = informative.reduce(0) { $0 + $1.b * $1.c / $1.n }
        return denominator > 0 ? numerator / denominator : nil
    }

    /// Mantel–Haenszel: Σ(a(c+d)/n) / Σ(c(a+b)/n). Nil when it is 0/0 or infinite.
    public var riskRatio: Double? {
        let numerator = comparable.reduce(0) { $0 + $1.a * $1.unexposed / $1.n }
        let denominator = comparable.reduce(0) { $0 + $1.c * $1.exposed / $1.n }
        return denominator > 0 ? numerator / denominator : nil
    }

    /// Whether some strata have an odds ratio above 1 and others one below.
    public var strataOppose: Bool {
        informative.contains { $0.a * $0.d > $0.b * $0.c } && informative.contains { $0.a * $0.d < $0.b * $0.c }
    }
}
