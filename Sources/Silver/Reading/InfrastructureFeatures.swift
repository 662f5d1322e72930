import Accidents
import ORC

/// The table `infrastructure_features`, by state and year: what another job counted over the same accidents.
public struct InfrastructureFeatures: Sendable, Equatable {
    /// What its rows are put together by.
    public struct Key: Sendable, Hashable {
        /// Two letters.
        public var state: String
        /// The calendar year.
        public var year: Int

        /// A key of these parts.
        public init(state: String, year: Int) {
            self.state = state
            self.year = year
        }
    }

    /// The figures of a state and a year over its urban, suburban and rural rows.
    public struct Figures: Sendable, Equatable {
        /// Accidents.
        public var accidents = 0.0
        /// Accidents with each flag, in the order of ``InfrastructureFlag``; nil where no row knows.
        public var flags = [Double?](repeating: nil, count: InfrastructureFlag.allCases.count)
        /// Σ of average × accidents, over the rows that have an average.
        public var safetySum = 0.0
        /// Accidents of the rows that have an average.
        public var safetyAccidents = 0.0
        /// The highest safety equipment score; nil where no row has one.
        public var maximumSafety: Double?
    }

    /// The figures by state and year.
    public private(set) var rows: [Key: Figures] = [:]
    /// Rows without a year, a known state or a count. They are left out.
    public private(set) var rowsRejected = 0

    /// Reads the table beside `accidents_clean`. Nil when there is none.
    ///
    /// - Throws: ``SilverError`` for a table that lacks a column or cannot be read.
    public init?(beside location: SilverLocation) throws {
        guard let table = try HiveTable.optional(SilverTable.infrastructure.rawValue, beside: location) else { return nil }
        let states = DictionaryColumn()
        let flags = InfrastructureFlag.allCases.map { TableProjection.Column.integer($0.name.lowercased() + "_count") }
        let columns: [TableProjection.Column] =
            [.text("state"), .integer("total_accidents"), .number("avg_safety_score"), .integer("max_safety_score")] + flags
        let yearColumn = SilverTable.infrastructure.partitionColumns[0]
        try table.forEachBatch(columns) { partition, batch in
            guard let state = batch.children[0] as? StringVector else { return }
            states.fill(from: state)
            for row in 0..<batch.count {
                let figures = batch.children[1...].map { $0.number(row) }
                guard let year = partition.integer(yearColumn), let state = states.state(row), let accidents = figures[0] else {
                    rowsRejected += 1
                    continue
                }
                rows[Key(state: state, year: year), default: Figures()].add(accidents, figures)
            }
        }
    }
}

extension InfrastructureFeatures.Figures {
    /// Adds a row: accidents, average and maximum of the score, then the flags.
    fileprivate mutating func add(_ accidents: Double, _ figures: [Double?]) {
        self.accidents += accidents
        if let average = figures[1] {
            safetySum += average * accidents
            safetyAccidents += accidents
        }
        if let maximum = figures[2] { maximumSafety = max(maximum, maximumSafety ?? maximum) }
        for (index, count) in figures[3...].enumerated() {
            if let count { flags[index] = (flags[index] ?? 0) + count }
        }
    }
}
