/// Statistics of one stripe: one entry per column, by id. The file's metadata section holds one of these a stripe.
public struct StripeStatistics: Sendable, Hashable {
    /// Statistics by column id.
    public var columns: [ColumnStatistics] = []
    /// Nothing set.
    public init() {}
}

extension StripeStatistics {
    init(_ reader: ProtobufReader) throws(ORCError) {
        var reader = reader
        while let field = try reader.next() {
            if field.number == 1 {
                columns.append(try ColumnStatistics(try reader.message(field)))
            } else {
                try reader.skip(field)
            }
        }
    }

    /// Decodes the metadata section of a file, in the order of stripes.
    static func all(_ reader: ProtobufReader) throws(ORCError) -> [StripeStatistics] {
        var reader = reader
        var stripes: [StripeStatistics] = []
        while let field = try reader.next() {
            if field.number == 1 {
                stripes.append(try StripeStatistics(try reader.message(field)))
            } else {
                try reader.skip(field)
            }
        }
        return stripes
    }
}
