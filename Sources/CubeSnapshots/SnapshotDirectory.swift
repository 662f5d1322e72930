import Accidents
import Cubes
import Foundation
import Silver

/// The folder in which the cubes of partitions are kept between runs.
///
/// Every file is whole by itself and says what it was made from: nothing in the folder is believed that does not fit Silver as it is.
public struct SnapshotDirectory: Sendable {
    /// The folder.
    public let path: String

    /// A folder that is made when it is first written to.
    public init(path: String) { self.path = path }

    /// The snapshot that holds many partitions at once.
    var merged: SnapshotFile { SnapshotFile(path: path + "/merged.orc") }

    /// The snapshot of one partition, by ``HivePartition/name``.
    func partition(_ name: String) -> SnapshotFile { SnapshotFile(path: path + "/partitions/" + Self.fileName(name)) }

    /// The snapshots of single partitions with the partitions' names, in the order of the names.
    func partitionFiles() -> [(name: String, file: SnapshotFile)] {
        let folder = path + "/partitions"
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".orc") }.sorted().map { (Self.partitionName($0), SnapshotFile(path: folder + "/" + $0)) }
    }

    /// Makes the folders.
    ///
    /// - Throws: ``CubeError/Code/io``.
    func create() throws {
        do {
            try FileManager.default.createDirectory(atPath: path + "/partitions", withIntermediateDirectories: true)
        } catch {
            throw CubeError(.io, "the folder for snapshots cannot be made", at: path, cause: error)
        }
    }

    /// Removes the snapshots of partitions other than `names`, and what an interrupted run left.
    func removeAll(except names: [String]) {
        let kept = Set(names.map(Self.fileName))
        for (name, file) in partitionFiles() where !kept.contains(Self.fileName(name)) { file.remove() }
        for folder in [path, path + "/partitions"] { Self.removeUnfinished(in: folder) }
    }

    /// Another run's file under way ends in .new; it is left for an hour.
    private static func removeUnfinished(in folder: String) {
        for file in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where file.hasSuffix(".new") {
            let path = folder + "/" + file
            let modified = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
            if (modified ?? .now) < .now - 3600 { try? FileManager.default.removeItem(atPath: path) }
        }
    }

    /// `accident_year=2016/accident_month=2` as one file name; of a table without partitions `all`.
    private static func fileName(_ name: String) -> String {
        let plain = CharacterSet(charactersIn: "=_-").union(.alphanumerics)
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).map {
            $0.addingPercentEncoding(withAllowedCharacters: plain) ?? String($0)
        }
        return (name.isEmpty ? "all" : parts.joined(separator: ",")) + ".orc"
    }

    private static func partitionName(_ file: String) -> String {
        let stem = file.dropLast(".orc".count)
        return stem == "all"
            ? ""
            : stem.split(separator: ",", omittingEmptySubsequences: false).map { $0.removingPercentEncoding ?? String($0) }.joined(separator: "/")
    }
}
