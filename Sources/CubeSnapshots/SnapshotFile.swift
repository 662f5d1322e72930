import Accidents
import Cubes
import Foundation
import ORC
import Silver

/// A snapshot as an ORC file.
///
/// A row is a piece of at most ``cellsPerRow`` cells of a cube: its name, for each dimension the keys, for each the texts (in the first
/// piece only), and for each measure column the values. Identifiers and rejected rows are rows of the same form. The header is user metadata:
///
///     struct<name:string, keys:array<array<int>>, texts:array<array<string>>, measures:array<array<bigint>>>
struct SnapshotFile {
    static let schema = ORCType.row([
        ("name", ORCType(.string)), ("keys", lists(.int)), ("texts", lists(.string)), ("measures", lists(.long)),
    ])
    private static func lists(_ kind: ORCType.Kind) -> ORCType { ORCType(.list, children: [ORCType(.list, children: [ORCType(kind)])]) }
    static let cellsPerRow = 1 << 16
    static let identifiers = "identifiers"
    static let identifierWords = "identifier_words"
    static let rejected = "rejected"
    static let metadataKey = "datamart.cubes"
    /// Its checksum is beside the header, which is read alone when a run is planned.
    static let checksumKey = "datamart.cubes.checksum"

    /// What the file says of itself.
    struct Header: Codable {
        var format = Self.currentFormat
        var rules: ScanRules
        var entries: [CubeSnapshot.Entry]
        /// Over all rows, see ``SnapshotRow/checksum``.
        var checksum: UInt64

        static let currentFormat = 3
    }

    /// What headers of all formats have.
    private struct Format: Codable {
        var format: Int
    }

    let path: String

    /// Writes beside the file first, so that a reader never meets half of one.
    ///
    /// - Throws: ``CubeError/Code/io``.
    func write(_ snapshot: CubeSnapshot) throws {
        let rows = SnapshotRow.rows(of: snapshot)
        // Two runs may write the same snapshot at once; each has a file of its own until it is whole.
        let temporary = path + ".\(UUID().uuidString).new"
        do {
            let header = Header(rules: snapshot.rules, entries: snapshot.entries, checksum: SnapshotRow.checksum(rows))
            var options = ORCWriterOptions()
            options.compression = .snappy
            options.stripeSize = 8 << 20
            let json = Array(try JSONEncoder().encode(header))
            options.metadata[Self.metadataKey] = json
            options.metadata[Self.checksumKey] = Array("\(SnapshotRow.checksum(json))".utf8)
            let writer = try ORCWriter(path: temporary, schema: Self.schema, options: options)
            for row in rows { try writer.write(row.vector()) }
            try writer.close()
            guard rename(temporary, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)
            throw CubeError(.io, "the snapshot cannot be written", at: path, cause: error)
        }
    }

    /// What the file says of itself. Nil when there is no such file.
    ///
    /// - Throws: ``CubeError/Code/snapshot`` for a file that is none of ours, damaged or of another format.
    func header() throws -> Header? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try header(of: open())
    }

    /// The whole snapshot, checked.
    ///
    /// - Throws: ``CubeError/Code/snapshot`` for a file that is none of ours, damaged or of another format.
    func read(_ specs: [CubeSpec]) async throws -> CubeSnapshot {
        let file = try open()
        let header = try header(of: file)
        let rows = try await withThrowingTaskGroup(of: (Int, [SnapshotRow]).self) { group in
            for stripe in file.stripes.indices { group.addTask { (stripe, try read(file, stripe)) } }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
        guard SnapshotRow.checksum(rows) == header.checksum else { throw damaged("its checksum is another") }
        guard let snapshot = CubeSnapshot(rows, header, specs) else { throw damaged("its rows do not fit its cubes") }
        guard snapshot.isConsistent else { throw damaged("its cells do not add up to its accidents") }
        return snapshot
    }

    /// Forgets what is kept.
    func remove() { try? FileManager.default.removeItem(atPath: path) }

    private func open() throws -> ORCFile {
        do {
            return try ORCFile(path: path)
        } catch { throw damaged("it cannot be read", error) }
    }

    private func header(of file: ORCFile) throws -> Header {
        guard let json = file.metadata[Self.metadataKey] else { throw damaged("it was not written by Datamart") }
        do {
            let format = try JSONDecoder().decode(Format.self, from: Data(json)).format
            guard format == Header.currentFormat else { throw damaged("its format is \(format)") }
            let checksum = Array("\(SnapshotRow.checksum(json))".utf8)
            guard file.metadata[Self.checksumKey] == checksum else { throw damaged("its header's checksum is another") }
            return try JSONDecoder().decode(Header.self, from: Data(json))
        } catch let error as DecodingError { throw damaged("its header cannot be read", error) }
    }

    private func read(_ file: ORCFile, _ stripe: Int) throws -> [SnapshotRow] {
        do {
            let reader = try file.reader(batchSize: 1, stripes: stripe..<stripe + 1)
            var rows: [SnapshotRow] = []
            while let batch = try reader.next() {
                guard let row = SnapshotRow(batch) else { throw damaged("its columns are others") }
                rows.append(row)
            }
            return rows
        } catch let error as ORCError { throw damaged("it cannot be read to its end", error) }
    }

    private func damaged(_ what: String, _ cause: (any Error)? = nil) -> CubeError {
        CubeError(.snapshot, "the snapshot is not used: \(what)", at: path, cause: cause)
    }
}
