import TestSupport
import Testing

@testable import ORC

/// Integers through the encoder and back, and which kind of run is chosen.
@Suite struct EncodingIntegerEncoderTests {
    @Test(arguments: 1...40 as ClosedRange<UInt64>) func randomRunsOfAllWidths(seed: UInt64) throws {
        var generator = CellGenerator(seed: seed)
        var values: [Int64] = []
        while values.count < 6_000 { values += run(&generator) }
        try expectRoundTrip(values, "seed \(seed)")
    }

    /// A stretch of one pattern: equal values, steps, narrow values with or without outliers, any bits.
    private func run(_ generator: inout CellGenerator) -> [Int64] {
        let count = 1 + generator.below(generator.below(2) == 0 ? 20 : 1_200)
        let width = Int64(generator.below(64))
        let base = Int64(truncatingIfNeeded: generator.next()) >> Int64(generator.below(64))
        let pattern = generator.below(6)
        return (0..<count).map { index in
            let bits = Int64(truncatingIfNeeded: generator.next())
            switch pattern {
            case 0: return base
            case 1: return base &+ Int64(index) &* (width - 30)
            case 2: return base &+ (bits & (1 << width &- 1))
            case 3: return base &+ (generator.below(60) == 0 ? bits >> 5 : bits & 0xFF)
            case 4: return bits
            default: return base &- Int64(index * 100) &- (bits & 0x3F)
            }
        }
    }

    private static let extremeValues: [[Int64]] = [
        [.min], [.max], [.min, .max], [.max, .min, .max], [.min, .min, .min], [0, .min, 0, .max, -1, 1], [.min, .min + 1, .min + 2, .min + 3],
        [.max, .max - 1, .max - 2], [0],
    ]

    @Test(arguments: extremeValues) func extremes(values: [Int64]) throws {
        try expectRoundTrip(values, "extremes")
        try expectRoundTrip((0..<600).map { values[$0 % values.count] }, "extremes again and again")
        try expectRoundTrip((0..<600).map { $0 % 90 == 7 ? values[0] : Int64($0 % 50) }, "extremes among small values")
    }

    /// Values, and the two highest bits of the run that they become.
    struct Choice: Sendable {
        let kind: UInt8
        var isSigned = true
        let count: Int
        let value: @Sendable (Int64) -> Int64
    }

    private static let choices = [
        Choice(kind: 0, count: 5) { _ in 7 },
        Choice(kind: 0, isSigned: false, count: 3) { _ in 1_000 },
        Choice(kind: 1, count: 100) { $0 * 37 % 101 },
        Choice(kind: 1, isSigned: false, count: 1) { _ in 5 },
        Choice(kind: 2, count: 200) { $0 == 77 ? 1 << 40 : $0 * 37 % 101 },
        Choice(kind: 2, count: 512) { $0 == 3 || $0 == 500 ? 1 << 50 : 1_000_000_000_000 + $0 * 37 % 101 },
        Choice(kind: 3, isSigned: false, count: 300) { $0 },
        Choice(kind: 3, count: 200) { _ in 9 },
        Choice(kind: 3, count: 300) { -100 * $0 - $0 % 7 },
    ]

    @Test(arguments: choices.indices) func kindOfRun(choice: Int) throws {
        let choice = Self.choices[choice]
        let values = (0..<Int64(choice.count)).map(choice.value)
        var output = OutputBuffer()
        IntegerEncoder(isSigned: choice.isSigned).encode(values, count: values.count, into: &output)
        #expect(output.bytes[0] >> 6 == choice.kind)
        if choice.isSigned { try expectRoundTrip(values, "kind \(choice.kind)") }
    }

    /// Examples of the specification's chapter on run-length encoding version 2.
    @Test func specificationExamples() {
        #expect(encoded([10_000, 10_000, 10_000, 10_000, 10_000], isSigned: false) == [0x0A, 0x27, 0x10])
        #expect(encoded([23_713, 43_806, 57_005, 48_879], isSigned: false) == [0x5E, 0x03, 0x5C, 0xA1, 0xAB, 0x1E, 0xDE, 0xAD, 0xBE, 0xEF])
    }

    private func encoded(_ values: [Int64], isSigned: Bool) -> [UInt8] {
        var output = OutputBuffer()
        IntegerEncoder(isSigned: isSigned).encode(values, count: values.count, into: &output)
        return Array(output.bytes)
    }

    private func expectRoundTrip(_ values: [Int64], _ what: String) throws {
        let folder = try TemporaryFolder()
        let table = TestTable([("value", ORCType(.long))], columns: [values.map { .integer($0) }])
        var options = ORCWriterOptions()
        options.compression = .none
        try table.write(to: folder / "integers.orc", options: options)
        try expectEqual(try TestTable.read(folder / "integers.orc"), table, what)
    }
}
