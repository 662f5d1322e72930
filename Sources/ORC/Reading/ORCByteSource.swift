/// Where the bytes of an ORC file come from: a local file, memory, HDFS, object storage.
///
/// Implementations are used from several threads at once and must not keep a position.
public protocol ORCByteSource: Sendable {
    /// The number of bytes of the file.
    var size: Int { get }

    /// Reads bytes from `offset` on until `target` is full.
    ///
    /// - Throws: ``ORCError/Code/io`` when that many bytes cannot be had.
    func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) throws(ORCError)
}

extension ORCByteSource {
    /// `count` bytes from `offset` on, followed by `slack` zeroes.
    package func bytes(at offset: Int, count: Int, slack: Int = 0) throws(ORCError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count + slack)
        let result: Result<Void, ORCError> = bytes.withUnsafeMutableBytes { target in
            Result { () throws(ORCError) in try read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: target[..<count])) }
        }
        try result.get()
        return bytes
    }
}

/// An ORC file that is already in memory.
public struct ORCMemorySource: ORCByteSource {
    private let bytes: [UInt8]
    /// A source over these bytes.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The number of bytes.
    public var size: Int { bytes.count }

    /// Copies bytes.
    public func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) throws(ORCError) {
        guard offset >= 0, target.count <= bytes.count, offset <= bytes.count - target.count else {
            throw ORCError(.io, "expected \(target.count) bytes at \(offset), the source has \(bytes.count)")
        }
        bytes.withUnsafeBytes { target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + target.count])) }
    }
}
