/// The footer of a file: its stripes, its schema and what the writer says of the whole.
///
/// Column statistics are part of the footer too; they are decoded only when asked for
/// (``statistics(_:)``), because most readers of many small files never look at them.
public struct Footer: Sendable {
    /// Bytes of the file's header ("ORC", 3).
    public var headerLength = 0
    /// Bytes of header and stripes.
    public var contentLength = 0
    /// The stripes, in file order.
    public var stripes: [StripeInformation] = []
    /// The schema: ids in pre-order, the root first.
    public var schema = ORCType(.struct)
    /// What the writer's user attached.
    public var metadata: [String: [UInt8]] = [:]
    /// Rows.
    public var rowCount = 0
    /// Statistics of every column, by id. Empty in a footer that was read: see ``statistics(_:)``.
    public var statistics: [ColumnStatistics] = []
    /// Rows between two entries of the row index; 0 when there is none.
    public var rowIndexStride = 0
    /// The writer's implementation: 0 Java, 1 C++, 2 Presto, 3 Go, 4 Trino, 5 cuDF.
    public var writer = 0
    /// Free text of the writer, such as "1.9.2".
    public var softwareVersion = ""
    /// The calendar of dates before 1582: 0 unknown, 1 Julian then Gregorian, 2 proleptic Gregorian.
    public var calendar = 0
    /// Ids of the columns that are encrypted, each the root of its subtree.
    public var encryptedRoots: [Int] = []
    /// The bytes that ``schema`` was decoded from; empty in a footer that was not read.
    private(set) var schemaBytes: [UInt8] = []

    /// Nothing set.
    public init() {}
}

extension Footer {
    /// Decodes a footer.
    ///
    /// - Parameters:
    ///   - maximumNesting: the deepest schema accepted; a deeper one throws ``ORCError/Code/limit``.
    ///   - sibling: a footer read before. Its schema is taken when the bytes are the same, as they are in the files of one table.
    init(_ reader: ProtobufReader, maximumNesting: Int, sibling: Footer?) throws(ORCError) {
        var reader = reader
        var types: [UnsafeBufferPointer<UInt8>] = []
        var typesRange = 0..<0
        var start = 0
        while let field = try reader.next() {
            defer { start = reader.position }
            switch field.number {
            case 1: headerLength = try reader.integer(field)
            case 2: contentLength = try reader.integer(field)
            case 3: stripes.append(try StripeInformation(try reader.message(field)))
            case 4:
                types.append(try reader.bytes(field))
                typesRange = (types.count == 1 ? start : typesRange.lowerBound)..<reader.position
            case 5: try appendMetadata(try reader.message(field))
            case 6: rowCount = try reader.integer(field)
            case 8: rowIndexStride = try reader.integer(field)
            case 9: writer = try reader.integer(field)
            case 10: encryptedRoots = try Self.encryptedRoots(try reader.message(field))
            case 11: calendar = try reader.integer(field)
            case 12: softwareVersion = try reader.string(field)
            default: try reader.skip(field)
            }
        }
        let bytes = reader.bytes(typesRange)
        if let sibling, sibling.schemaBytes.elementsEqual(bytes) {
            (schema, schemaBytes) = (sibling.schema, sibling.schemaBytes)
        } else {
            schema = try Self.schema(types, maximumNesting: maximumNesting)
            schemaBytes = Array(bytes)
        }
    }

    private static func schema(_ types: [UnsafeBufferPointer<UInt8>], maximumNesting: Int) throws(ORCError) -> ORCType {
        var flat: [FlatType] = []
        for type in types { flat.append(try FlatType(ProtobufReader(type, context: "footer"))) }
        return try ORCType(flat, maximumNesting: maximumNesting)
    }

    /// Decodes the column statistics of a footer, in the order of column ids.
    static func statistics(_ reader: ProtobufReader) throws(ORCError) -> [ColumnStatistics] {
        var reader = reader
        var statistics: [ColumnStatistics] = []
        while let field = try reader.next() {
            if field.number == 7 {
                statistics.append(try ColumnStatistics(try reader.message(field)))
            } else {
                try reader.skip(field)
            }
        }
        return statistics
    }

    private mutating func appendMetadata(_ reader: ProtobufReader) throws(ORCError) {
        var reader = reader
        var name = ""
        var value: [UInt8] = []
        while let field = try reader.next() {
            switch field.number {
            case 1: name = try reader.string(field)
            case 2: value = Array(try reader.bytes(field))
            default: try reader.skip(field)
            }
        }
        metadata[name] = value
    }

    /// `Encryption.variants[].root`.
    private static func encryptedRoots(_ reader: ProtobufReader) throws(ORCError) -> [Int] {
        var reader = reader
        var roots: [Int] = []
        while let field = try reader.next() {
            guard field.number == 3 else {
                try reader.skip(field)
                continue
            }
            var variant = try reader.message(field)
            while let inner = try variant.next() {
                if inner.number == 1 { roots.append(try variant.integer(inner)) } else { try variant.skip(inner) }
            }
        }
        return roots
    }
}
