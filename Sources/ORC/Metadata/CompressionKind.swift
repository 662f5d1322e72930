/// How the blocks of a file are compressed, with the numbers of the postscript.
public enum CompressionKind: Int, Sendable, Hashable, CaseIterable {
    case none = 0
    case zlib, snappy, lzo, lz4, zstd, brotli
}
