/// How many accidents of each severity: what most security figures are made of.
struct SeverityCounts: Sendable, Hashable {
    var one: Int64 = 0
    var two: Int64 = 0
    var three: Int64 = 0
    var four: Int64 = 0

    /// n
    var accidents: Int64 { one + two + three + four }
    /// S = Σ severity
    var score: Int64 { one + 2 * two + 3 * three + 4 * four }
    /// Accidents of severity 3 and 4.
    var severe: Int64 { three + four }

    static func += (left: inout SeverityCounts, right: SeverityCounts) {
        left.one += right.one
        left.two += right.two
        left.three += right.three
        left.four += right.four
    }
}
