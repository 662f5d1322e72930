import Foundation
import ORC
import TestSupport

@testable import CubeSnapshots
@testable import Cubes

/// What may happen to a file of the state folder between two runs.
enum StateTampering: CaseIterable {
    case flippedByte, truncated, foreignText, foreignORC, olderFormat, removed, emptied, replacedByAnother

    func apply(to path: String, in state: SnapshotDirectory, using random: inout SplitMix64) throws {
        let file = URL(filePath: path)
        switch self {
        case .flippedByte:
            var bytes = try Data(contentsOf: file)
            guard !bytes.isEmpty else { return }
            bytes[Int.random(in: bytes.indices, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
            try bytes.write(to: file)
        case .truncated:
            let bytes = try Data(contentsOf: file)
            try bytes.prefix(Int.random(in: 0...max(0, bytes.count - 1), using: &random)).write(to: file)
        case .foreignText: try Data("not an ORC file".utf8).write(to: file)
        case .foreignORC: try Self.write([:], path)
        case .olderFormat: try Self.write([SnapshotFile.metadataKey: Array(#"{"format":0,"something":"else"}"#.utf8)], path)
        case .removed: try FileManager.default.removeItem(at: file)
        case .emptied: try Data().write(to: file)
        case .replacedByAnother:
            guard let other = state.snapshots.filter({ $0 != path }).randomElement(using: &random) else { return }
            try Data(contentsOf: URL(filePath: other)).write(to: file)
        }
    }

    private static func write(_ metadata: [String: [UInt8]], _ path: String) throws {
        var options = ORCWriterOptions()
        options.metadata = metadata
        try ORCWriter(path: path, schema: SnapshotFile.schema, options: options).close()
    }
}

extension SnapshotDirectory {
    /// Every snapshot that is there, in the order of their paths.
    var snapshots: [String] { (partitionFiles().map(\.file.path) + [merged.path]).filter(FileManager.default.fileExists) }
}
