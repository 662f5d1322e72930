/// The last, never compressed section of a file: how to read the others.
///
///     file   = "ORC" stripe* metadata footer postscript length
///     length = one byte, the postscript's size
///
/// Field numbers are those of `PostScript` in the ORC v1 specification.
public struct PostScript: Sendable, Hashable {
    /// Compressed size of the footer in bytes.
    public var footerLength = 0
    /// The codec of every section but this one.
    public var compression = CompressionKind.none
    /// Largest decompressed size of a compression block in bytes.
    public var compressionBlockSize = 262_144
    /// The file's version: `[0, 11]`, `[0, 12]`, or `[1, 9999]` for what precedes version 2.
    public var version: [Int] = []
    /// Compressed size of the stripe statistics in bytes.
    public var metadataLength = 0
    /// The writer's own version, which tells known defects (6: ORC-135 …).
    public var writerVersion = 0
    /// "ORC".
    public var magic = ""

    /// Nothing set.
    public init() {}
}

extension PostScript {
    init(_ reader: ProtobufReader) throws(ORCError) {
        var reader = reader
        while let field = try reader.next() {
            switch field.number {
            case 1: footerLength = try reader.integer(field)
            case 2: compression = try Self.compression(try reader.integer(field))
            case 3: compressionBlockSize = try reader.integer(field)
            case 4: try reader.repeated(field) { value throws(ORCError) in version.append(Int(truncatingIfNeeded: value)) }
            case 5: metadataLength = try reader.integer(field)
            case 6: writerVersion = try reader.integer(field)
            case 8000: magic = try reader.string(field)
            default: try reader.skip(field)
            }
        }
    }

    private static func compression(_ number: Int) throws(ORCError) -> CompressionKind {
        guard let kind = CompressionKind(rawValue: number) else {
            throw ORCError(.unsupported, "compression number \(number) is unknown; known are 0 … 6 (none … brotli)")
        }
        return kind
    }
}
