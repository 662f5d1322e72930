import Foundation
import Silver

extension SampleGenerator {
    /// Writes the rows in the form of the published CSV (46 columns): importing it gives the Silver that ``run(progress:)``
    /// writes for the same number of rows and the same seed.
    ///
    /// The file is written beside `path` and moved there when complete; a file that was there is replaced.
    ///
    /// - Parameter progress: called after every chunk with the rows written so far.
    /// - Throws: ``SilverError`` `io` when the file cannot be written, `options` when the number of rows is out of range;
    ///   `CancellationError`.
    public func writeCSV(to path: String, progress: @Sendable (Int) -> Void = { _ in }) async throws -> GenerateReport {
        let start = ContinuousClock.now
        let (model, plan) = try prepare()
        var file = try PartialFile(path)
        do {
            try file.write(Array(SampleCSV.header.utf8))
            try await write(plan.chunks, of: model, to: &file, progress: progress)
            try file.finish()
        } catch {
            file.discard()
            throw error
        }
        return GenerateReport(rows: rows, partitions: 0, bytes: file.size, seconds: (ContinuousClock.now - start).inSeconds)
    }

    /// Makes chunks on all threads and writes them in order; at most two chunks a thread wait for their turn.
    private func write(
        _ chunks: [SamplePlan.Chunk], of model: SampleModel, to file: inout PartialFile, progress: @Sendable (Int) -> Void
    ) async throws {
        let seed = seed
        try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
            var waiting: [Int: [UInt8]] = [:]
            var next = 0, started = 0, rowsDone = 0
            while next < chunks.count {
                while started < chunks.count, started - next < 2 * threads {
                    let number = started
                    group.addTask { (number, try Self.text(of: chunks[number], model, seed: seed)) }
                    started += 1
                }
                if let (number, text) = try await group.next() { waiting[number] = text }
                while let text = waiting.removeValue(forKey: next) {
                    try file.write(text)
                    rowsDone += chunks[next].count
                    progress(rowsDone)
                    next += 1
                }
            }
        }
    }

    private static func text(of chunk: SamplePlan.Chunk, _ model: SampleModel, seed: UInt64) throws -> [UInt8] {
        try Task.checkCancellation()
        let batch = SampleBatch()
        model.attachDictionaries(to: batch)
        model.fill(batch, with: chunk, seed: seed)
        var text = SampleCSV()
        text.append(batch)
        return text.bytes
    }
}

/// A file under way, under another name until it is complete.
private struct PartialFile {
    private let path: String
    private let handle: FileHandle
    private(set) var size = 0

    private var partialPath: String { path + ".partial" }

    init(_ path: String) throws {
        self.path = path
        guard FileManager.default.createFile(atPath: path + ".partial", contents: nil),
            let handle = FileHandle(forWritingAtPath: path + ".partial")
        else {
            throw SilverError(.io, "the file cannot be written: check that the folder exists and may be written to.", at: .init(file: path))
        }
        self.handle = handle
    }

    mutating func write(_ bytes: [UInt8]) throws {
        do {
            try handle.write(contentsOf: bytes)
        } catch {
            throw SilverError(.io, "the file cannot be written after \(size) bytes: check the free space.", at: .init(file: path), cause: error)
        }
        size += bytes.count
    }

    /// Closes the file and gives it its name, in place of a file of that name.
    func finish() throws {
        try handle.close()
        guard rename(partialPath, path) == 0 else {
            throw SilverError(.io, "\(partialPath) cannot be renamed: \(String(cString: strerror(errno))).", at: .init(file: path))
        }
    }

    func discard() {
        try? handle.close()
        try? FileManager.default.removeItem(atPath: partialPath)
    }
}
