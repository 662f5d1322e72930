extension JointHistogram {
    /// A correlation with the p-value of no correlation.
    public struct Correlation: Sendable, Hashable {
        /// In [−1, 1].
        public let coefficient: Double
        /// Two-sided, by Student's t with n − 2 degrees of freedom.
        public let pValue: Double
        /// n
        public let count: Int64
    }

    /// Spearman's rank correlation of two ordered variables: Pearson's of their mid-ranks. Nil when n < 3 or one variable is constant.
    ///
    /// Equal to the coefficient of the single observations: all in one bin share the middle of the bin's ranks.
    public var spearman: Correlation? {
        let n = Double(total)
        let rows = JointHistogram.centeredMidRanks(rowTotals)
        let columns = JointHistogram.centeredMidRanks(columnTotals)
        guard total > 2, rows.spread > 0, columns.spread > 0 else { return nil }
        var product = 0.0
        for row in 0..<rowCount {
            for column in 0..<columnCount {
                product += Double(counts[row * columnCount + column]) * rows.ranks[row] * columns.ranks[column]
            }
        }
        let coefficient = min(1, max(-1, product / (rows.spread * columns.spread).squareRoot()))
        let t = coefficient * ((n - 2) / ((1 - coefficient) * (1 + coefficient))).squareRoot()
        return Correlation(coefficient: coefficient, pValue: StudentDistribution.twoSided(t, degrees: n - 2), count: total)
    }

    /// The mid-rank of each bin less the mean rank, and the sum of its squares over all observations.
    private static func centeredMidRanks(_ totals: [Int64]) -> (ranks: [Double], spread: Double) {
        let n = totals.reduce(0, +)
        var below: Int64 = 0
        var ranks: [Double] = []
        var spread = 0.0
        for count in totals {
            // (below + (count + 1)/2) − (n + 1)/2, in whole numbers until the last step.
            let rank = Double(2 * below + count - n) / 2
            ranks.append(rank)
            spread += Double(count) * rank * rank
            below += count
        }
        return (ranks, spread)
    }
}
