import Foundation
import TestSupport
import Testing

@testable import GoldMySQL

/// Any order in which rows arrive and steps end.
@Suite("MySQL store: staging schedule, any order of events")
struct StagingSchedulePropertyTests {
    private static let seed = ProcessInfo.processInfo.environment["DATAMART_TEST_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0..<1 << 32)

    @Test("Every row is sent once, every year is attached once before the switch, and nothing is begun after a failure")
    func anyOrder() {
        print("staging schedules: 2,000 from DATAMART_TEST_SEED=\(Self.seed)")
        for seed in Self.seed..<Self.seed + 2_000 {
            var history = StagedHistory(seed: seed)
            history.play()
            guard history.violations.isEmpty else {
                Issue.record("seed \(seed): \(history.violations.joined(separator: "; "))\n\(history.run.events.joined(separator: "\n"))")
                return
            }
        }
    }
}

/// A publication in which rows arrive, steps end and the commit comes in an order that its seed decides on; it may fail or be canceled.
private struct StagedHistory {
    private(set) var run: StagedRun
    private(set) var violations: [String] = []
    private var random: SplitMix64
    private let partitioned: [Bool]
    private let connections: Int
    private let bufferBytes: Int
    /// Rows that arrived.
    private var arrived: [StagingStep.Part: Int] = [:]
    private var hasStopped = false

    init(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        partitioned = (0..<Int.random(in: 0...4, using: &random)).map { _ in Bool.random(using: &random) }
        connections = Int.random(in: 1...4, using: &random)
        bufferBytes = Int.random(in: 0...400, using: &random)
        let idleRows = Int.random(in: 1...400, using: &random)
        run = StagedRun(partitioned: partitioned, connections: connections, bufferBytes: bufferBytes, idleRows: idleRows)
        self.random = random
    }

    mutating func play() {
        let stopsAt = Bool.random(using: &random) ? Int.random(in: 0..<60, using: &random) : nil
        let commitsAt = Int.random(in: 0..<50, using: &random)
        for event in 0..<50 {
            if event == stopsAt { stop() }
            if event == commitsAt { run.commit() } else if event < commitsAt && Bool.random(using: &random) { bringRows() } else { endStep() }
            checkNow()
        }
        while !run.underWay.isEmpty {
            if stopsAt ?? 0 >= 50 && !hasStopped { stop() }
            endStep()
            checkNow()
        }
        checkEnd()
    }

    /// Whoever brings rows waits while the schedule is full.
    private mutating func bringRows() {
        guard let table = partitioned.indices.randomElement(using: &random), !run.schedule.isFull else { return endStep() }
        let year: Int? = partitioned[table] ? Int.random(in: 2016...2019, using: &random) : nil
        let rows = Int.random(in: 1...150, using: &random)
        arrived[.init(table: table, year: year), default: 0] += rows
        run.arrive([year: rows], for: table)
    }

    private mutating func endStep() {
        if let step = run.underWay.randomElement(using: &random) { run.end(step) }
    }

    /// A step fails, or everything is canceled; what is begun afterwards is a violation.
    private mutating func stop() {
        guard !run.events.contains("switch") else { return }
        hasStopped = true
        let begun = run.begun.count
        if let step = run.underWay.randomElement(using: &random), Bool.random(using: &random) {
            run.end(step, throwing: CancellationError())
        } else {
            run.cancel()
        }
        expect(run.begun.count == begun, "the end of a step began another after the failure")
    }

    private mutating func expect(_ holds: Bool, _ violation: String) { if !holds { violations.append(violation) } }

    /// What holds at any time.
    private mutating func checkNow() {
        expect(Set(run.underWay.map(\.part)).count == run.underWay.count, "two steps of one part at a time")
        expect(run.underWay.count { $0.place == .loader } <= connections, "more steps than connections")
        expect(run.underWay.count { $0.place == .control } <= 1, "two steps on the connection that publishes")
        expect(hasStopped || run.waiting.values.reduce(0, +) <= bufferBytes, "more waits than may")
        let isIdle = run.underWay.isEmpty && !hasStopped
        expect(!isIdle || !run.schedule.isFull, "whoever brings rows waits for nothing")
    }

    /// What holds once every step has ended.
    private mutating func checkEnd() {
        let events = run.events
        expect(events.count { $0 == "stop" } <= 2 && (events.contains("stop") == hasStopped), "stopped without a reason, or not at all")
        if hasStopped {
            let stop = events.firstIndex(of: "stop") ?? 0
            expect(!events[stop...].contains { $0.hasPrefix("begin") || $0.hasPrefix("set aside") || $0 == "switch" }, "begun after the failure")
        } else {
            expect(events.count { $0 == "switch" } == 1 && events.last == "switch", "not switched at the end")
            expect(run.sent == arrived, "sent \(run.sent), arrived \(arrived)")
            for part in arrived.keys { checkSteps(of: part) }
            for table in partitioned.indices { checkSteps(of: .init(table: table)) }
        }
    }

    private mutating func checkSteps(of part: StagingStep.Part) {
        let works = run.begun.filter { $0.part == part }.map(\.work)
        var (rows, isIndexed) = (0, false)
        for work in works {
            switch work {
            case .send(let before, let bytes):
                expect(before == rows && !isIndexed, "\(part): sent to a wrong place")
                rows += bytes
            case .index: isIndexed = true
            case .reopen: isIndexed = false
            default: break
            }
        }
        let isWhole = part.year == nil
        let isPartitioned = partitioned[part.table]
        expect(isIndexed != (isWhole && isPartitioned), "\(part): not indexed over every row")
        expect(works.count { $0 == .create } == (isWhole ? 0 : 1) && (isWhole || works.first == .create), "\(part): not created once, first")
        expect(works.count { $0 == .attach } == (isWhole ? 0 : 1) && (isWhole || works.last == .attach), "\(part): not attached once, last")
        expect(works.count { $0 == .check } == (isWhole ? 1 : 0) && (!isWhole || works.last == .check), "\(part): not checked once, last")
        if isWhole && isPartitioned { checkAssembly(of: part) }
    }

    /// Years are attached between the assembly and the check of their table.
    private mutating func checkAssembly(of table: StagingStep.Part) {
        let (assembled, checked) = (run.events.firstIndex(of: "end assemble \(table)"), run.events.firstIndex(of: "begin check \(table)"))
        guard let assembled, let checked else { return violations.append("\(table): not assembled or not checked") }
        for year in arrived.keys where year.table == table.table {
            let (began, ended) = (run.events.firstIndex(of: "begin attach \(year)"), run.events.firstIndex(of: "end attach \(year)"))
            expect(began ?? 0 > assembled && ended ?? .max < checked, "\(year): attached at a wrong time")
        }
    }
}
