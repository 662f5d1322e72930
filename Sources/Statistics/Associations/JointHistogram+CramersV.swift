extension JointHistogram {
    /// How strongly two categorical variables go together.
    public struct Association: Sendable, Hashable {
        /// Pearson's χ² of independence.
        public let statistic: Double
        /// Degrees of freedom: (rows − 1)(columns − 1).
        public let degrees: Int
        /// P(X ≥ `statistic`).
        public let pValue: Double
        /// Cramér's V, in [0, 1]: √(φ²/min(rows − 1, columns − 1)) with φ² = χ²/n.
        public let cramersV: Double
        /// V corrected for its bias, which is upward in small tables.
        public let correctedV: Double
        /// n
        public let count: Int64
    }

    /// Cramér's V, plain and corrected, over the rows and columns that occur. Nil when fewer than two rows or two columns do.
    ///
    ///     φ̃² = max(0, φ² − (r−1)(c−1)/(n−1))   r̃ = r − (r−1)²/(n−1)   c̃ = c − (c−1)²/(n−1)   Ṽ = √(φ̃²/min(r̃ − 1, c̃ − 1))
    ///
    /// Source of the correction: W. Bergsma, *A bias-correction for Cramér's V and Tschuprow's T* (2013). It is 0 where the corrected
    /// table has no room left (r̃ or c̃ ≤ 1).
    public var association: Association? {
        let rows = rowTotals
        let columns = columnTotals
        let r = Double(rows.count { $0 > 0 })
        let c = Double(columns.count { $0 > 0 })
        guard r > 1, c > 1 else { return nil }
        let n = Double(total)
        let statistic = chiSquared(rows, columns, n)
        let degrees = (r - 1) * (c - 1)
        let corrected = max(0, statistic / n - degrees / (n - 1))
        let room = min(r - (r - 1) * (r - 1) / (n - 1), c - (c - 1) * (c - 1) / (n - 1)) - 1
        return Association(
            statistic: statistic, degrees: Int(degrees), pValue: ChiSquaredDistribution.survival(statistic, degrees: degrees),
            cramersV: (statistic / n / min(r - 1, c - 1)).squareRoot(), correctedV: room > 0 ? (corrected / room).squareRoot() : 0, count: total)
    }

    private func chiSquared(_ rows: [Int64], _ columns: [Int64], _ n: Double) -> Double {
        var statistic = 0.0
        for row in rows.indices where rows[row] > 0 {
            for column in columns.indices where columns[column] > 0 {
                let expected = Double(rows[row]) * Double(columns[column]) / n
                let difference = Double(counts[row * columnCount + column]) - expected
                statistic += difference * difference / expected
            }
        }
        return statistic
    }
}
