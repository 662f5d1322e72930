import Accidents
import Foundation
import Silver
import Synchronization
import TestSupport
import Testing

@testable import CubeSnapshots
@testable import Cubes
@testable import NativeEngine

/// A history of Silver and of the state folder, scanned after every step and compared with a scan of everything.
struct ScanSequence {
    /// What happened between two scans.
    enum Event {
        case silver(SilverHistory.Change)
        case interrupted
        case tampered(StateTampering, String)
        case rules
        case forced
    }

    private let seed: UInt64
    private let folder: TemporaryFolder
    private let state: SnapshotDirectory
    private let comparesFooters: Bool
    private var random: SplitMix64
    private var history: SilverHistory
    private var specs: [CubeSpec]
    private var columns = AccidentRows.columns
    private var engine: NativeEngine
    private var mode = ScanScope.changed
    private var events: [String] = []

    /// The files of each partition when the last scan ended.
    private var known: [String: [DataFile]] = [:]
    /// Partitions of which a snapshot was tampered with since it was written.
    private var tampered: Set<String> = []
    /// Whether a scan was interrupted since the last one that ended.
    private var wasInterrupted = false
    /// Whether the rules are others than those of the last scan.
    private var rulesChanged = false

    init(seed: UInt64) throws {
        self.seed = seed
        random = SplitMix64(seed: seed ^ 0x5eed)
        folder = try TemporaryFolder()
        state = SnapshotDirectory(path: folder / "state")
        history = try SilverHistory(path: folder / "accidents_clean", seed: seed)
        specs = Int.random(in: 0..<40, using: &random) == 0 ? CubeSpec.gold : SmallCubes.all
        comparesFooters = Int.random(in: 0..<4, using: &random) == 0
        engine = NativeEngine(workers: Int.random(in: 1...2, using: &random), reading: ReadingOptions(latestDay: SilverHistory.latestDay))
    }

    /// Goes through three to six steps.
    mutating func run() async throws {
        try await check()
        for _ in 0..<Int.random(in: 3...6, using: &random) {
            try await happen()
            try await check()
        }
    }

    private var comment: Comment { "seed \(seed): \(events.joined(separator: ", then "))" }

    // MARK: What happens

    private mutating func happen() async throws {
        mode = .changed
        // Mostly Silver changes, at times by several hands.
        for _ in 0..<[1, 1, 1, 2].randomElement(using: &random)! { try apply(.silver(try history.change())) }
        switch Int.random(in: 0..<10, using: &random) {
        case 0: try await interrupt()
        case 1, 2:
            guard let path = state.snapshots.randomElement(using: &random) else { return }
            try apply(.tampered(StateTampering.allCases.randomElement(using: &random)!, path))
        case 3: try apply(.rules)
        case 4: try apply(.forced)
        default: break
        }
    }

    private mutating func apply(_ event: Event) throws {
        switch event {
        case .tampered(let tampering, let path):
            let owner = state.partitionFiles().first { $0.file.path == path }?.name
            try tampering.apply(to: path, in: state, using: &random)
            if let owner { tampered.insert(owner) }
            events.append("\(tampering) \(path.split(separator: "/").last ?? "")")
        case .rules:
            changeRules()
            events.append("rules")
        case .forced:
            mode = .all
            events.append("forced")
        case .silver(let change): events.append("\(change)")
        case .interrupted: events.append("interrupted")
        }
    }

    private mutating func changeRules() {
        rulesChanged = true
        switch Int.random(in: 0..<5, using: &random) {
        case 0: engine.reading.dropsCopies.toggle()
        case 1: engine.reading.latestDay += 1
        case 2: engine.reading.latestDay -= 300
        case 3: columns.formSymmetricDifference([.humidity, .windSpeed])
        default: specs = specs == SmallCubes.all ? SmallCubes.others : SmallCubes.all
        }
    }

    /// A scan that is canceled after a few batches.
    private mutating func interrupt() async throws {
        try apply(.interrupted)
        wasInterrupted = true
        let batches = Atomic<Int>(Int.random(in: 0...3, using: &random))
        let scan = scan
        let plan = try scan.plan(history.table(), mode)
        do {
            _ = try await scan.run(
                plan,
                rows: RowSink { _ in
                    if batches.subtract(1, ordering: .relaxed).oldValue == 0 { throw CancellationError() }
                }, progress: { _ in })
        } catch is CancellationError {}
    }

    // MARK: What must hold

    private var scan: IncrementalScan {
        IncrementalScan(specs, engine: engine, snapshots: state, columns: columns, comparesFooters: comparesFooters, fileSystem: LocalFileSystem())
    }

    private mutating func check() async throws {
        let table = try history.table()
        let plan = try scan.plan(table, mode)
        for step in plan.steps { #expect(allowed(step).contains(Kind(step.reason)), "\(comment): \(step.partition.name) \(step.reason)") }
        expectRemoved(plan, table)
        let delivered = Atomic<Int>(0)
        let result = try await scan.run(
            plan, rows: RowSink { _ = delivered.add($0.count, ordering: .relaxed) }, progress: { _ in })
        let full = try await engine.scan(table.partitions, specs: specs, columns: columns, rows: nil, progress: { _ in })
        let (found, expected) = (ExactScan(result.scan), ExactScan(full))
        #expect(found == expected, "\(comment): \(found.difference(from: expected))")
        let scanned = Set(result.plan.steps.filter(\.scans).map(\.partition.name))
        let rows = result.entries.filter { scanned.contains($0.partition) }.reduce(0) { $0 + $1.counts.rowsAccepted }
        #expect(delivered.load(ordering: .relaxed) == rows, comment)
        for step in result.plan.steps { #expect(allowed(step).contains(Kind(step.reason)), "\(comment): ran \(step.partition.name) \(step.reason)") }
        remember(table, scanned)
        try expectNothingToDo(table)
    }

    private func expectRemoved(_ plan: ScanPlan, _ table: HiveTable) {
        guard !rulesChanged, !wasInterrupted, tampered.isEmpty, !events.contains(where: { $0.contains("merged") }) else { return }
        let gone = Set(known.keys).subtracting(table.partitions.map(\.name)).sorted()
        #expect(plan.removed.map(\.partition) == gone, comment)
    }

    private mutating func remember(_ table: HiveTable, _ scanned: Set<String>) {
        known = Dictionary(uniqueKeysWithValues: table.partitions.map { ($0.name, $0.files) })
        tampered.subtract(scanned)
        tampered.formIntersection(known.keys)
        (wasInterrupted, rulesChanged) = (false, false)
    }

    private func expectNothingToDo(_ table: HiveTable) throws {
        let next = try scan.plan(table, .changed)
        for step in next.steps where !tampered.contains(step.partition.name) {
            #expect(step.reason == .unchanged, "\(comment): next \(step.partition.name)")
        }
        #expect(next.removed.isEmpty, comment)
    }

    // MARK: Which reasons fit

    /// A reason; those of damage without their text.
    enum Kind: Hashable {
        case new, changed(Int, Int, Int), rules, damaged, forced, unchanged, other

        init(_ reason: ScanPlan.Reason) {
            switch reason {
            case .new: self = .new
            case .changed(let added, let modified, let removed): self = .changed(added, modified, removed)
            case .rules: self = .rules
            case .damaged: self = .damaged
            case .forced: self = .forced
            case .unchanged: self = .unchanged
            default: self = .other
            }
        }
    }

    private func allowed(_ step: ScanPlan.Step) -> Set<Kind> {
        if mode == .all { return [.forced] }
        let name = step.partition.name
        var kinds: Set<Kind> = [known[name].map { difference($0, step.partition.files) } ?? .new]
        if rulesChanged { kinds.formUnion([.rules]) }
        // An interrupted scan has finished some partitions; what it began is taken up where it was left.
        if wasInterrupted { kinds.insert(.unchanged) }
        if tampered.contains(name) { kinds.formUnion([.damaged, .new, .unchanged]) }
        return kinds
    }

    private func difference(_ before: [DataFile], _ now: [DataFile]) -> Kind {
        var (added, modified) = (0, 0)
        for file in now {
            guard let old = before.first(where: { $0.path == file.path }) else {
                added += 1
                continue
            }
            if old.modified != file.modified || old.size != file.size { modified += 1 }
        }
        let removed = before.count - (now.count - added)
        return added + modified + removed == 0 ? .unchanged : .changed(added, modified, removed)
    }
}
