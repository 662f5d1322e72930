public import Accidents
import ORC

/// What is scanned at a stretch: a partition, or some of its files, or some stripes of one.
public struct PartitionPiece: Sendable {
    /// A file, or some of its stripes.
    struct Part: Sendable {
        var file: DataFile
        /// Nil for all.
        var stripes: Range<Int>?
        /// Rows of the file before the first stripe.
        var firstRow = 0
        var bytes: Int
    }

    /// The partition that it belongs to.
    public let partition: HivePartition
    /// In the order of files and rows.
    let parts: [Part]

    /// Bytes of its files and stripes; those of all pieces of a partition are those of its files.
    public var bytes: Int { parts.reduce(0) { $0 + $1.bytes } }
}

extension HivePartition {
    /// All of it.
    public var whole: PartitionPiece { PartitionPiece(partition: self, parts: files.map { PartitionPiece.Part(file: $0, bytes: $0.size) }) }

    /// Pieces of about `bytes` each, in the order of files and rows. A larger file is divided between its stripes; one that cannot be opened stays
    /// whole, so that its scan says why.
    public func pieces(of bytes: Int, in fileSystem: any FileSystem) -> [PartitionPiece] {
        let parts = files.flatMap { file in
            file.size > bytes ? Self.stripes(of: file, bytes, fileSystem) : [PartitionPiece.Part(file: file, bytes: file.size)]
        }
        var pieces: [[PartitionPiece.Part]] = []
        var room = 0
        for part in parts {
            if room < part.bytes || pieces.isEmpty {
                pieces.append([])
                room = bytes
            }
            pieces[pieces.count - 1].append(part)
            room -= part.bytes
        }
        return pieces.map { PartitionPiece(partition: self, parts: $0) }
    }

    private static func stripes(of file: DataFile, _ bytes: Int, _ fileSystem: any FileSystem) -> [PartitionPiece.Part] {
        let whole = [PartitionPiece.Part(file: file, bytes: file.size)]
        guard let stripes = try? fileSystem.openORC(file).stripes, stripes.count > 1 else { return whole }
        var parts: [PartitionPiece.Part] = []
        var row = 0
        for (index, stripe) in stripes.enumerated() {
            let size = stripe.indexLength + stripe.dataLength + stripe.footerLength
            if let last = parts.last, last.bytes + size <= bytes {
                parts[parts.count - 1].stripes = (last.stripes?.lowerBound ?? 0)..<index + 1
                parts[parts.count - 1].bytes += size
            } else {
                parts.append(PartitionPiece.Part(file: file, stripes: index..<index + 1, firstRow: row, bytes: size))
            }
            row += stripe.rowCount
        }
        // The file's head and tail belong to no stripe.
        parts[parts.count - 1].bytes += file.size - parts.reduce(0) { $0 + $1.bytes }
        return parts
    }
}
