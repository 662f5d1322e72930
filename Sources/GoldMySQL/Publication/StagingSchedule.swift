/// Decides what a publication into staging tables does at the server, and when: it is told what has happened, and answers what to do now.
///
/// The steps of a part follow one another:
///
///     year of a table     create → send … → index → attach
///     partitioned table   assemble → check
///     any other table     send … → index → analyze → check
///
/// Years are attached once their table is assembled, a partitioned table is checked once all its years are attached, and tables are switched
/// once all are checked. A year that gets rows after it was indexed is reopened first, and indexed once more.
///
/// Of the steps that wait for a connection the one with the most rows goes first, since what takes longest must not begin last; among equals
/// the one that was decided on first. After the first failure or a cancellation, nothing is begun.
struct StagingSchedule: Sendable {
    typealias Part = StagingStep.Part

    /// What is to be done now, in this order.
    enum Action: Sendable, Hashable {
        /// Set the rows that wait for a part aside: they will be sent together, after those set aside before.
        case setAside(Part)
        /// Begin a step, and tell ``stepFinished(_:)`` or ``stepFailed(_:_:)`` how it ended.
        case begin(StagingStep)
        /// Let go on who waited because the schedule was full.
        case takeRows
        /// Everything is where it should be: switch the tables.
        case switchTables
        /// Cancel the steps under way, and throw ``StagingSchedule/failure`` to everybody who waits.
        case stop
    }

    /// Rows of one batch for one part.
    struct Arrival: Sendable, Hashable {
        /// Nil for a table that is not partitioned.
        var year: Int?
        var rows: Int
        /// Bytes of memory that they take.
        var bytes: Int
    }

    private struct Table {
        let isPartitioned: Bool
        /// Rows that have arrived.
        var rows = 0
    }

    /// What is known of a part.
    private struct Progress {
        var rowsWaiting = 0
        var bytesWaiting = 0
        /// Rows that the table had when some last arrived here.
        var lastArrival = 0
        /// Runs of rows that were set aside, and their rows.
        var runs = 0
        var rowsSent = 0
        /// Whether indexes are there, or will be, over every row that has arrived.
        var isIndexed = false
        /// Steps that have not ended.
        var steps: [StagingStep] = []
        /// Whether the first of them has begun.
        var isUnderWay = false
    }

    /// Connections that load and index.
    private let connections: Int
    /// Bytes of rows that may wait, and as many that may be on their way.
    private let budget: Int
    /// Rows that arrive for other years before a year counts as complete.
    private let idleRows: Int
    private var tables: [Table] = []
    private var parts: [Part: Progress] = [:]
    /// Bytes of rows that were set aside and have not been sent yet.
    private var bytesOnTheirWay = 0
    private var stepCount = 0
    private var isCommitting = false
    /// What was thrown first.
    private(set) var failure: (any Error)?

    init(connections: Int, bufferBytes: Int, idleRows: Int = 50_000) {
        self.connections = connections
        self.idleRows = idleRows
        budget = bufferBytes
    }

    /// Whether whoever brings rows must wait until some have been sent.
    var isFull: Bool { failure == nil && bytesOnTheirWay > budget }
}

// MARK: What happens

extension StagingSchedule {
    /// A table was added to the publication; tables are numbered from 0. Unless it is partitioned, its staging table is created by others.
    mutating func tableAdded(isPartitioned: Bool) {
        parts[Part(table: tables.count)] = Progress()
        tables.append(Table(isPartitioned: isPartitioned))
    }

    /// Rows of one batch have arrived for `table`.
    ///
    /// Years that no row has arrived for lately are sent and indexed while others are still being read, and what has waited longest is sent
    /// when more waits than may.
    mutating func rowsArrived(_ arrivals: [Arrival], for table: Int) -> [Action] {
        guard failure == nil, !isCommitting else { return [] }
        tables[table].rows += arrivals.reduce(0) { $0 + $1.rows }
        for arrival in arrivals {
            let part = Part(table: table, year: arrival.year)
            parts[part, default: Progress()].rowsWaiting += arrival.rows
            parts[part]?.bytesWaiting += arrival.bytes
            parts[part]?.lastArrival = tables[table].rows
        }
        return indexIdleYears(of: table) + makeRoom() + begin()
    }

    /// No more rows will arrive: what is left is sent and indexed, everything is checked, and partitioned tables are put together.
    mutating func commit() -> [Action] {
        guard failure == nil else { return [.stop] }
        guard !isCommitting else { return [] }
        isCommitting = true
        return tables.indices.flatMap { finish($0) } + begin()
    }

    /// A step was carried out.
    mutating func stepFinished(_ step: StagingStep) -> [Action] {
        let wasFull = isFull
        end(step)
        guard failure == nil else { return [] }
        return (wasFull && !isFull ? [.takeRows] : []) + begin()
    }

    /// A step threw `error`, or was canceled.
    mutating func stepFailed(_ step: StagingStep, _ error: any Error) -> [Action] {
        end(step)
        return stop(error)
    }

    /// Nothing is to go on, because of `error`.
    mutating func stop(_ error: any Error) -> [Action] {
        guard failure == nil else { return [] }
        failure = error
        return [.stop]
    }
}

// MARK: What follows

extension StagingSchedule {
    /// The years of `table` that rows have arrived for, ascending.
    private func years(of table: Int) -> [Part] {
        parts.keys.filter { $0.table == table && $0.year != nil }.sorted { ($0.year ?? 0) < ($1.year ?? 0) }
    }

    private mutating func indexIdleYears(of table: Int) -> [Action] {
        years(of: table).flatMap { year in
            guard let progress = parts[year], !progress.isIndexed, tables[table].rows - progress.lastArrival >= idleRows else { return [Action]() }
            return index(year)
        }
    }

    private mutating func makeRoom() -> [Action] {
        var actions: [Action] = []
        while parts.values.reduce(0, { $0 + $1.bytesWaiting }) > budget, let part = longestWaiting { actions += send(part) }
        return actions
    }

    /// The part with rows that wait for which none has arrived for longest, counted in rows of its table.
    private var longestWaiting: Part? {
        let waiting = parts.filter { $0.value.rowsWaiting > 0 }.map { (part: $0, idle: tables[$0.table].rows - $1.lastArrival) }
        return waiting.max { ($0.idle, $1.part.table, $1.part.year ?? 0) < ($1.idle, $0.part.table, $0.part.year ?? 0) }?.part
    }

    /// Decides on the last steps of a table.
    private mutating func finish(_ table: Int) -> [Action] {
        let whole = Part(table: table)
        var actions: [Action] = []
        if tables[table].isPartitioned {
            add(.assemble, to: whole)
            for year in years(of: table) {
                actions += index(year)
                add(.attach, to: year)
            }
        } else {
            actions += index(whole)
            add(.analyze, to: whole)
        }
        add(.check, to: whole)
        return actions
    }

    /// Sends what waits for `part`, and indexes it unless it is.
    private mutating func index(_ part: Part) -> [Action] {
        let actions = send(part)
        guard let progress = parts[part], !progress.isIndexed else { return actions }
        parts[part]?.isIndexed = true
        add(.index(rebuilding: progress.runs > 1), to: part, weight: progress.rowsSent)
        return actions
    }

    /// Sends what waits for `part`.
    private mutating func send(_ part: Part) -> [Action] {
        guard let progress = parts[part], progress.rowsWaiting > 0 else { return [] }
        if progress.runs == 0 && part.year != nil { add(.create, to: part, weight: progress.rowsWaiting) }
        if progress.isIndexed { add(.reopen, to: part, weight: progress.rowsSent) }
        let rowsSent = progress.rowsSent + progress.rowsWaiting
        add(.send(before: progress.rowsSent, bytes: progress.bytesWaiting), to: part, weight: rowsSent)
        bytesOnTheirWay += progress.bytesWaiting
        parts[part]?.rowsWaiting = 0
        parts[part]?.bytesWaiting = 0
        parts[part]?.runs += 1
        parts[part]?.rowsSent = rowsSent
        parts[part]?.isIndexed = false
        return [.setAside(part)]
    }

    private mutating func add(_ work: StagingStep.Work, to part: Part, weight: Int = 0) {
        parts[part]?.steps.append(StagingStep(part: part, work: work, weight: weight, number: stepCount))
        stepCount += 1
    }

    private mutating func end(_ step: StagingStep) {
        parts[step.part]?.steps.removeFirst()
        parts[step.part]?.isUnderWay = false
        if case .send(_, let bytes) = step.work { bytesOnTheirWay -= bytes }
    }
}

// MARK: What may begin

extension StagingSchedule {
    /// Begins every step that may begin. When none is left to be ended, the tables are switched.
    private mutating func begin() -> [Action] {
        var actions: [Action] = []
        while let step = nextStep {
            parts[step.part]?.isUnderWay = true
            actions.append(.begin(step))
        }
        if isCommitting && parts.values.allSatisfy(\.steps.isEmpty) { actions.append(.switchTables) }
        return actions
    }

    private var nextStep: StagingStep? {
        let steps = parts.values.compactMap { $0.isUnderWay ? nil : $0.steps.first }
        return steps.filter { isFree($0.place) && isDue($0) }.max { ($0.weight, $1.number) < ($1.weight, $0.number) }
    }

    private func isFree(_ place: StagingStep.Place) -> Bool {
        let stepsThere = parts.values.count { $0.isUnderWay && $0.steps.first?.place == place }
        return switch place {
        case .loader: stepsThere < connections
        case .control: stepsThere < 1
        case .here: true
        }
    }

    /// Whether the steps of other parts that `step` needs have ended.
    private func isDue(_ step: StagingStep) -> Bool {
        switch step.work {
        case .attach: parts[Part(table: step.part.table)]?.steps.first?.work == .check
        case .check: years(of: step.part.table).allSatisfy { parts[$0]?.steps.isEmpty ?? true }
        default: true
        }
    }
}
