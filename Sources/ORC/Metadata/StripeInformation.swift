/// Where a stripe lies in its file: index streams, data streams and a footer, one after the other.
public struct StripeInformation: Sendable, Hashable {
    /// Bytes from the start of the file.
    public var offset = 0
    /// Bytes of row indexes and Bloom filters.
    public var indexLength = 0
    /// Bytes of column data.
    public var dataLength = 0
    /// Bytes of the compressed stripe footer.
    public var footerLength = 0
    /// Rows.
    public var rowCount = 0

    /// Nothing set.
    public init() {}
}

extension StripeInformation {
    init(_ reader: ProtobufReader) throws(ORCError) {
        var reader = reader
        while let field = try reader.next() {
            switch field.number {
            case 1: offset = try reader.integer(field)
            case 2: indexLength = try reader.integer(field)
            case 3: dataLength = try reader.integer(field)
            case 4: footerLength = try reader.integer(field)
            case 5: rowCount = try reader.integer(field)
            default: try reader.skip(field)
            }
        }
    }
}
