import Foundation
import Gold
import TestSupport
import Testing

/// The published file as Python's sqlite3 reads it. `DATAMART_TEST_PYTHON` names the interpreter.
@Suite("SQLite store: read by Python", .enabled(if: Python.path != nil))
struct PythonReaderTests {
    /// Doubles come back with every bit, texts with every byte.
    @Test func valuesAreExact() async throws {
        let doubles: [Double] = [0.1, .leastNonzeroMagnitude, -.greatestFiniteMagnitude, 1 / 3, -0.0]
        let texts = ["ñ", "🚦", "a\u{0}b", "'", ""]
        let batch = try RowBatch(
            for: .datamartQuality,
            [
                "table": .text(texts), "metric": .text(texts), "value": .doubles(doubles), "threshold": .doubles(doubles),
                "passed": .integers([1, 0, 1, 0, 1]),
            ])
        let probe = try SQLiteProbe()
        try await GoldStoreConformance.publish(probe.makeStore(), "r1", [(.datamartQuality, [batch])])
        let script = """
            import sqlite3, sys, struct
            for text, value in sqlite3.connect(sys.argv[1]).execute('SELECT metric, value FROM datamart_quality ORDER BY rowid'):
                print(text.encode().hex(), struct.pack('>d', value).hex())
            """
        let expected = zip(texts, doubles).map { text, value in
            // SQLite stores the negative zero as the integer 0.
            let bits = String(value == 0 ? 0 : value.bitPattern, radix: 16)
            return text.utf8.map { hex($0) }.joined() + " " + String(repeating: "0", count: 16 - bits.count) + bits
        }
        #expect(try Python.output(script, probe.file.path) == expected.map { $0 + "\n" }.joined())
    }

    private func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
}
