import Foundation
import Testing

/// Random histories of Silver. `DATAMART_TEST_SEQUENCES` asks for more of them, `DATAMART_TEST_SEED` for those of an earlier run.
@Suite("An incremental scan gives what a scan of everything gives")
struct IncrementalScanPropertyTests {
    private static let environment = ProcessInfo.processInfo.environment
    static let sequences = environment["DATAMART_TEST_SEQUENCES"].flatMap { Int($0) } ?? 1000
    static let seed = environment["DATAMART_TEST_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0..<1 << 32)
    static let parts = 4

    @Test("after every step of random histories", arguments: 0..<parts)
    func histories(part: Int) async throws {
        if part == 0 { print("histories of scans: \(Self.sequences) from DATAMART_TEST_SEED=\(Self.seed)") }
        for index in stride(from: part, to: Self.sequences, by: Self.parts) {
            let seed = Self.seed + UInt64(index)
            do {
                var sequence = try ScanSequence(seed: seed)
                try await sequence.run()
            } catch {
                Issue.record(error, "seed \(seed)")
            }
        }
    }
}
