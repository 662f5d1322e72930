import Foundation

/// The whole files that variants are made of.
struct Corpus {
    let files: [(name: String, bytes: [UInt8])]

    /// The `.orc` files of `folders` that are not larger than `maximumSize` bytes, by name.
    init(folders: [String], maximumSize: Int) throws {
        var found: [(name: String, bytes: [UInt8])] = []
        for folder in folders {
            for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name.hasSuffix(".orc") {
                let bytes = [UInt8](try Data(contentsOf: URL(filePath: folder).appending(path: name)))
                if !bytes.isEmpty, bytes.count <= maximumSize { found.append((name, bytes)) }
            }
        }
        files = found
    }

    /// The variant with this number.
    func variant(seed: UInt64, index: Int) -> [UInt8] {
        var mutator = Mutator(seed: seed, index: index)
        let file = files[mutator.below(files.count)]
        return mutator.variant(of: file.bytes)
    }
}
