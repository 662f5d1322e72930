import Foundation
import ORC

/// Writes and reads one column of each pattern without compression: the pattern decides which encoding is at work.
struct EncodingBenchmark {
    let values: Int
    private static let batchSize = 8_192

    func run() throws {
        print("memory bandwidth (copy): \(bandwidth()) GB/s")
        var random = Random(state: 1)
        try integers("short repeat: runs of 5") { Int64($0 / 5 % 97) }
        try integers("delta: one value") { _ in 7 }
        try integers("delta: rising by one") { Int64($0) }
        try integers("delta: rising unevenly") { Int64($0) * 100 + Int64($0 * 7 % 50) }
        try integers("direct: 4 bits") { _ in Int64(random.below(8)) }
        try integers("direct: 8 bits") { _ in Int64(random.below(100)) }
        try integers("direct: 16 bits") { _ in Int64(random.below(30_000)) }
        try integers("direct: 32 bits") { _ in Int64(random.below(2_000_000_000)) }
        try integers("patched base: 8 bits, 1 % of 40") { index in index % 100 == 50 ? 1 << 38 : Int64(random.below(256)) }
        try booleans("boolean: 8 % true") { _ in random.below(12) == 0 }
        try doubles("double") { Double($0) / 8 }
        try strings("string: direct, 10 bytes", distinct: .max)
        try strings("string: dictionary of 1,000", distinct: 1_000)
    }

    private func bandwidth() -> Int {
        let size = 256 << 20
        let source = [UInt8](repeating: 1, count: size)
        var target = [UInt8](repeating: 0, count: size)
        let spent = seconds { target.withUnsafeMutableBytes { $0.copyMemory(from: source.withUnsafeBytes { $0 }) } }
        return Int(Double(2 * size) / spent / 1e9)
    }

    private func integers(_ name: String, _ value: (Int) -> Int64) throws {
        try measure(name, .long, IntegerVector()) { vector, first, count in
            for index in 0..<count { vector.values[index] = value(first + index) }
        }
    }

    private func booleans(_ name: String, _ value: (Int) -> Bool) throws {
        try measure(name, .boolean, BooleanVector()) { vector, first, count in
            for index in 0..<count { vector.values[index] = value(first + index) ? 1 : 0 }
        }
    }

    private func doubles(_ name: String, _ value: (Int) -> Double) throws {
        try measure(name, .double, DoubleVector()) { vector, first, count in
            for index in 0..<count { vector.values[index] = value(first + index) }
        }
    }

    private func strings(_ name: String, distinct: Int) throws {
        try measure(name, .string, StringVector()) { vector, first, count in
            vector.offsets[0] = 0
            for index in 0..<count {
                Text.with("text-", 10_000 + (first + index) * 7 % distinct) { text in
                    let start = Int(vector.offsets[index])
                    vector.bytes.reserve(start + text.count)
                    for place in 0..<text.count { vector.bytes[start + place] = text[place] }
                    vector.offsets[index + 1] = Int64(start + text.count)
                }
            }
        }
    }

    private func measure<Vector: ColumnVector>(
        _ name: String, _ kind: ORCType.Kind, _ vector: Vector, _ fill: (Vector, _ first: Int, _ count: Int) -> Void
    ) throws {
        var options = ORCWriterOptions()
        options.compression = .none
        options.stripeSize = 8 << 20
        let path = NSTemporaryDirectory() + "/encoding.orc"
        let writer = try ORCWriter(path: path, schema: .row([("value", ORCType(kind))]), options: options)
        let batch = StructVector([vector])
        batch.reserve(Self.batchSize)
        batch.count = Self.batchSize
        vector.count = Self.batchSize
        var writing = 0.0
        while writer.rowCount < values {
            fill(vector, writer.rowCount, Self.batchSize)
            writing += try seconds { try writer.write(batch) }
        }
        try writer.close()
        let size = try ORCFile(path: path).stripes.reduce(0) { $0 + $1.dataLength }
        let reading = try seconds {
            let reader = try ORCFile(path: path).reader(batchSize: Self.batchSize)
            while try reader.next() != nil {}
        }
        try FileManager.default.removeItem(atPath: path)
        let rows = Double(writer.rowCount)
        print(
            "\(name): write \(Int(rows / writing / 1e6)) M/s, read \(Int(rows / reading / 1e6)) M/s, \(Double(size * 100 / writer.rowCount) / 100) bytes a value"
        )
    }
}
