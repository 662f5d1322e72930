import Accidents
public import Cubes
import Silver

/// What an incremental scan did and found.
public struct IncrementalScanResult: Sendable {
    /// The cubes of all of Silver with counts, rejected rows and repeated identifiers, as a scan of everything gives them.
    public var scan: ScanResult
    /// The plan as it was carried out: snapshots that turned out to be damaged are scans in it.
    public var plan: ScanPlan
    /// What is known of each partition now, in the order of their names.
    public var entries: [CubeSnapshot.Entry]
    /// All accepted identifiers.
    let identifiers: IdentifierLedger

    init(_ plan: ScanPlan, _ cubes: [Cube], kept: [CubeSnapshot], scanned: [CubeSnapshot]) throws {
        self.plan = plan
        let snapshots = kept + scanned
        entries = snapshots.flatMap(\.entries).sorted { $0.partition < $1.partition }
        var ledger = IdentifierLedger()
        for snapshot in snapshots { ledger.add(snapshot.identifiers) }
        var counts = ScanCounts()
        for entry in entries { counts += entry.counts }
        let files = plan.steps.flatMap(\.partition.files).enumerated()
        let order = Dictionary(files.map { ($1.path, $0) }) { first, _ in first }
        let rejected = snapshots.flatMap(\.rejected).sorted { (order[$0.file] ?? 0, $0.row) < (order[$1.file] ?? 0, $1.row) }
        scan = ScanResult(cubes: cubes, counts: counts, rejected: rejected, identifiersInTwoPartitions: ledger.shared(limit: 10))
        identifiers = ledger
    }
}
