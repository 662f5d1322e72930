@testable import GoldMySQL

/// Stands in for the publication and its server: does what a schedule asks for, and ends the steps under way when it is told to.
struct StagedRun {
    private(set) var schedule: StagingSchedule
    /// What the schedule asked for, in order, and how steps ended: `begin send 0/2016`, `end send 0/2016`, `set aside 0/2016`, `switch`.
    private(set) var events: [String] = []
    /// The steps that were begun and have not ended, in the order in which they were begun.
    private(set) var underWay: [StagingStep] = []
    /// Every step that was begun.
    private(set) var begun: [StagingStep] = []
    /// Rows that wait for a part, and the runs of them that were set aside and not taken yet.
    private(set) var waiting: [StagingStep.Part: Int] = [:]
    private(set) var runs: [StagingStep.Part: [Int]] = [:]
    /// Rows that were sent.
    private(set) var sent: [StagingStep.Part: Int] = [:]

    /// A publication of tables that are partitioned or not, in this order.
    init(partitioned: [Bool], connections: Int = 1, bufferBytes: Int = 1 << 20, idleRows: Int = 1_000) {
        schedule = StagingSchedule(connections: connections, bufferBytes: bufferBytes, idleRows: idleRows)
        for isPartitioned in partitioned { schedule.tableAdded(isPartitioned: isPartitioned) }
    }

    /// Rows of one batch, by year, arrive for `table`; each takes one byte.
    mutating func arrive(_ rows: KeyValuePairs<Int?, Int>, for table: Int = 0) {
        for (year, count) in rows { waiting[.init(table: table, year: year), default: 0] += count }
        perform(schedule.rowsArrived(rows.map { .init(year: $0, rows: $1, bytes: $1) }, for: table))
    }

    mutating func commit() { perform(schedule.commit()) }

    mutating func cancel() { perform(schedule.stop(CancellationError())) }

    /// Ends `step`, or lets it fail with `error`.
    mutating func end(_ step: StagingStep, throwing error: (any Error)? = nil) {
        underWay.removeAll { $0 == step }
        events.append("\(error == nil ? "end" : "fail") \(step)")
        perform(error.map { schedule.stepFailed(step, $0) } ?? schedule.stepFinished(step))
    }

    /// Ends the step that has been under way for longest until `condition` holds or none is left.
    mutating func endSteps(until condition: (StagedRun) -> Bool = { _ in false }) {
        while !condition(self), let step = underWay.first { end(step) }
    }

    private mutating func perform(_ actions: [StagingSchedule.Action]) {
        for action in actions {
            switch action {
            case .setAside(let part):
                runs[part, default: []].append(waiting.removeValue(forKey: part) ?? 0)
                events.append("set aside \(part)")
            case .begin(let step):
                underWay.append(step)
                begun.append(step)
                if case .send = step.work, let rows = runs[step.part]?.removeFirst() { sent[step.part, default: 0] += rows }
                events.append("begin \(step)")
            case .takeRows: events.append("take rows")
            case .switchTables: events.append("switch")
            case .stop: events.append("stop")
            }
        }
    }
}

extension StagingStep.Part: CustomStringConvertible {
    /// `0/2016`, or `1` for a table.
    public var description: String { "\(table)" + (year.map { "/\($0)" } ?? "") }
}

extension StagingStep: CustomStringConvertible {
    /// `send 0/2016`
    public var description: String { "\("\(work)".prefix { $0 != "(" }) \(part)" }
}
