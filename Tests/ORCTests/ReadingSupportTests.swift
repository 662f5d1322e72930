import Foundation
import Testing

@testable import ORC

/// The table of what is read and written, from files that are read and written. `RECORD_SUPPORT_TABLE=1` writes it anew.
@Suite struct ReadingSupportTests {
    private static let table = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/ORC/ORC.docc/SupportTable.md")

    @Test func theTableSaysWhatWorks() throws {
        var support = Support()
        for name in ReadingFixtureTests.names { support.add(try ORCFile(path: ReadingFixtureTests.path(name)), .read) }
        for compression in [ORCWriterOptions.Compression.none, .zlib(), .snappy, .zstd()] {
            for name in ["types-zstd", "java_union"] { support.add(try Self.rewritten(name, compression), .write) }
        }
        if ProcessInfo.processInfo.environment["RECORD_SUPPORT_TABLE"] != nil {
            try support.markdown.write(to: Self.table, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: Self.table, encoding: .utf8) == support.markdown)
    }

    /// A fixture's rows through the writer; the file must read the same.
    private static func rewritten(_ name: String, _ compression: ORCWriterOptions.Compression) throws -> ORCFile {
        let path = NSTemporaryDirectory() + "/orc-support-\(UUID().uuidString).orc"
        defer { try? FileManager.default.removeItem(atPath: path) }
        var options = ORCWriterOptions()
        options.compression = compression
        let reader = try ORCFile(path: ReadingFixtureTests.path(name)).reader()
        let writer = try ORCWriter(path: path, schema: reader.schema, options: options)
        while let batch = try reader.next() { try writer.write(batch) }
        try writer.close()
        try expectRows(try JSONRows.read(path), equal: try ReadingFixtureTests.expected(name))
        return try ORCFile(path: path)
    }
}

/// Which types were met in which encodings under which codecs.
private struct Support {
    enum Direction { case read, write }
    private struct Key: Hashable {
        let kind: ORCType.Kind
        let encoding: ColumnEncoding.Kind
    }

    private var read: [Key: Set<CompressionKind>] = [:]
    private var written: [Key: Set<CompressionKind>] = [:]

    mutating func add(_ file: ORCFile, _ direction: Direction) {
        let workspace = Workspace(limit: 1 << 30)
        for stripe in file.stripes.indices {
            guard let footer = try? StripeStreams.footer(file, stripe: stripe, workspace) else { continue }
            for (id, encoding) in footer.encodings.enumerated() {
                guard let kind = file.schema.type(id)?.kind else { continue }
                let key = Key(kind: kind, encoding: encoding.kind)
                if direction == .read { read[key, default: []].insert(file.compression) } else { written[key, default: []].insert(file.compression) }
            }
        }
    }

    var markdown: String {
        let codecs = CompressionKind.allCases
        var lines = [
            "# What is read and written", "", "Types by encoding and codec, as met in the files that the tests read and write.", "", "## Overview",
            "",
            "r: read from a file by another writer, equal to what that writer was given. w: written by ``ORCWriter`` and read back equal.", "",
            "| type | encoding | " + codecs.map { "\($0)" }.joined(separator: " | ") + " |", "|---|---|" + codecs.map { _ in "---|" }.joined(),
        ]
        for kind in ORCType.Kind.allCases {
            for encoding in ColumnEncoding.Kind.allCases {
                let key = Key(kind: kind, encoding: encoding)
                guard read[key] != nil || written[key] != nil else { continue }
                let cells = codecs.map { codec in
                    (read[key]?.contains(codec) == true ? "r" : "") + (written[key]?.contains(codec) == true ? "w" : "")
                }
                lines.append("| \(kind) | \(encoding) | " + cells.joined(separator: " | ") + " |")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
