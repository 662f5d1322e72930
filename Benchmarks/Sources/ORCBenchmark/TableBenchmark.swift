import Foundation
import ORC

/// Writes Silver-shaped rows: all to one file, and spread over the 86 files of a partitioned table.
struct TableBenchmark {
    let rows: Int
    let folder: String
    private static let batchSize = 8_192
    private static let partitions = 86

    func run() throws {
        for usesDictionaries in [true, false] {
            let form = usesDictionaries ? "labels as codes" : "labels as bytes"
            for compression in [ORCWriterOptions.Compression.zstd(level: 1), .snappy, .none] {
                try writeOne(form, usesDictionaries, compression)
            }
            try writePartitions(usesDictionaries: usesDictionaries)
        }
        try read()
    }

    private var path: String { folder + "/silver.orc" }

    private func writeOne(_ form: String, _ usesDictionaries: Bool, _ compression: ORCWriterOptions.Compression) throws {
        var options = ORCWriterOptions()
        options.compression = compression
        let writer = try ORCWriter(path: path, schema: SilverRows.schema, options: options)
        let source = SilverRows(usesDictionaries: usesDictionaries)
        var spent = 0.0
        while writer.rowCount < rows {
            source.fill(min(Self.batchSize, rows - writer.rowCount))
            spent += try seconds { try writer.write(source.batch) }
        }
        spent += try seconds { try writer.close() }
        report("write one file, \(form), \(compression)", spent)
    }

    func writePartitions(usesDictionaries: Bool) throws {
        let form = usesDictionaries ? "labels as codes" : "labels as bytes"
        let writers = try (0..<Self.partitions).map { try ORCWriter(path: folder + "/part-\($0).orc", schema: SilverRows.schema) }
        let source = SilverRows(usesDictionaries: usesDictionaries)
        var random = Random(state: 7)
        var written = 0
        var spent = 0.0
        while written < rows {
            let count = min(Self.batchSize, rows - written)
            source.fill(count)
            var selections = [[Int32]](repeating: [], count: Self.partitions)
            for row in 0..<count { selections[random.below(Self.partitions)].append(Int32(row)) }
            spent += try seconds {
                for (writer, selection) in zip(writers, selections) {
                    try selection.withUnsafeBufferPointer { try writer.write(source.batch, rows: $0) }
                }
            }
            written += count
        }
        let held = writers.reduce(0) { $0 + $1.bufferedBytes }
        spent += try seconds { for writer in writers { try writer.close() } }
        report("write \(Self.partitions) files at once, \(form), \(held >> 20) MB held", spent)
        for index in 0..<Self.partitions { try? FileManager.default.removeItem(atPath: folder + "/part-\(index).orc") }
    }

    private func read() throws {
        let spent = try seconds {
            let file = try ORCFile(path: path)
            let reader = try file.reader()
            while try reader.next() != nil {}
        }
        report("read all columns", spent)
    }

    private func report(_ what: String, _ seconds: Double) {
        let rate = Int(Double(rows) / seconds)
        print("\(what): \((seconds * 100).rounded() / 100) s, \(rate) rows/s, \(Int(seconds / Double(rows) * 1e9)) ns a row")
    }
}

/// Seconds of processor time that `body` takes: other work on the machine does not count.
func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = processorTime()
    try body()
    return processorTime() - start
}

private func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
