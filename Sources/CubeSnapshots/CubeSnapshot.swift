public import Accidents
public import Cubes
import Silver

/// The cubes of one or several partitions with what they were made from, so that a later run need not scan these partitions again.
public struct CubeSnapshot: Sendable {
    /// A partition that the snapshot holds.
    public struct Entry: Sendable, Hashable, Codable {
        /// ``HivePartition/name``.
        public var partition: String
        /// The files it was made from.
        public var files: [DataFile]
        /// A hash over the files' footers, when it was asked for.
        public var footers: UInt64?
        /// The calendar months (`Month.code`) of its accidents, ascending.
        public var months: [Int32]
        /// What its scan met.
        public var counts: ScanCounts
        /// Seconds that its scan took.
        public var seconds: Double
    }

    /// By which rules the cubes were made. Cubes made by other rules are made anew.
    public var rules: ScanRules
    /// The partitions, in the order of their names.
    public var entries: [Entry]
    /// One cube per spec of the rules, in their order.
    public var cubes: [Cube]
    /// The accepted identifiers.
    public var identifiers: PartitionIdentifiers
    /// The rejected rows, in (partition, file, row) order.
    public var rejected: [RejectedRow]

    /// What the accidents of its partitions add up to, and not by more or fewer: a damaged snapshot does not get through.
    var isConsistent: Bool {
        let accepted = entries.reduce(0) { $0 + $1.counts.rowsAccepted }
        return identifiers.count == accepted && rejected.count == entries.reduce(0) { $0 + $1.counts.rowsRejected }
            && cubes.allSatisfy { cube in
                let counts = cube.counts
                return cube.spec.filter != nil || (counts.isEmpty && cube.cellCount > 0) || counts.reduce(0, &+) == Int64(accepted)
            }
    }
}

/// Everything that shapes what a scan makes of the same files.
public struct ScanRules: Sendable, Hashable, Codable {
    /// The engine and its version, which is raised whenever the same rows would give other cells: `native 1`.
    public var engine: String
    /// The specs, as text.
    public var specs: String
    /// The columns that were read, in alphabetical order: what was missing, nulled or a copy depends on them.
    public var columns: [String]
    /// The table's columns in order, for files that name theirs by position.
    public var positionalColumns: [String]?
    /// Whether copies are rejected.
    public var dropsCopies: Bool
    /// The last accident date accepted, days since 1970-01-01.
    public var latestDay: Int32

    /// The rules by which `engine` fills `specs` and reads `columns` besides.
    public init(_ specs: [CubeSpec], _ engine: any CubeEngine, columns: Set<AccidentColumn> = []) {
        self.engine = "\(engine.identifier) \(engine.version)"
        self.specs = specs.map(\.signature).joined(separator: "\n")
        self.columns = specs.reduce(columns) { $0.union($1.columns) }.map(\.rawValue).sorted()
        positionalColumns = engine.reading.positionalColumns
        dropsCopies = engine.reading.dropsCopies
        latestDay = engine.reading.latestDay
    }

    /// Whether cubes made by these rules are what `other` would make. `counts` is what the scan met: only where rows were rejected for
    /// their date does it matter that the last day is a later one. An earlier one might reject what was accepted.
    func give(the other: ScanRules, _ counts: ScanCounts) -> Bool {
        var sameDay = self
        sameDay.latestDay = other.latestDay
        return sameDay == other && (latestDay == other.latestDay || (latestDay < other.latestDay && counts.rejected[.startTimeRange] == nil))
    }
}

extension HivePartition {
    /// Stands for the files of the partition and for what rules make of their rows, whatever cubes are filled: 16 hexadecimal digits.
    public func fingerprint(_ rules: ScanRules) -> String {
        var hash = FNV1a()
        let columns = rules.positionalColumns?.joined(separator: ",") ?? "named"
        let texts = ["\(rules.engine) \(columns) \(rules.dropsCopies)"] + files.map { "\($0.path) \($0.size) \($0.modified)" }
        for text in texts { hash.add(text: text) }
        let digits = String(hash.value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension CubeSpec {
    /// All that the spec says, as text: equal for equal specs.
    var signature: String {
        let edges = dimensions.compactMap { dimension in
            if case .bin(let quantity) = dimension { "\(BinEdges.edges(of: quantity))" } else { nil }
        }
        return "\(name): by \(dimensions); \(measures); where \(filter.map { "\($0)" } ?? "all"); \(edges)"
    }
}
