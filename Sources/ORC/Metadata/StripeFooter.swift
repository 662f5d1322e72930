/// The footer of a stripe: which streams it holds, in file order, and how each column is encoded.
public struct StripeFooter: Sendable, Hashable {
    /// One stream of a stripe. Streams lie one after the other from the stripe's offset: an offset is the sum of the
    /// lengths before it.
    public struct Stream: Sendable, Hashable {
        /// What it is.
        public var kind: Kind
        /// The column's id.
        public var column: Int
        /// Bytes in the file.
        public var length: Int

        /// A stream of a column.
        public init(_ kind: Kind, column: Int, length: Int) {
            self.kind = kind
            self.column = column
            self.length = length
        }
    }

    /// The streams, in file order.
    public var streams: [Stream] = []
    /// One a column, by id.
    public var encodings: [ColumnEncoding] = []
    /// The zone whose wall clock the timestamps of the stripe are; nil when the writer named none.
    public var timeZone: String?

    /// Nothing set.
    public init() {}
}

extension StripeFooter.Stream {
    /// What a stream holds, with the numbers of the format.
    public struct Kind: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
        /// The number in the file.
        public let rawValue: Int
        /// The kind with this number.
        public init(rawValue: Int) { self.rawValue = rawValue }

        /// One bit per row: 0 for null.
        public static let present = Kind(rawValue: 0)
        /// Values, codes or bytes.
        public static let data = Kind(rawValue: 1)
        /// Lengths of strings, lists or dictionary entries.
        public static let length = Kind(rawValue: 2)
        /// The bytes of a dictionary.
        public static let dictionaryData = Kind(rawValue: 3)
        /// Not used by any writer.
        public static let dictionaryCount = Kind(rawValue: 4)
        /// Nanoseconds of timestamps, scales of decimals.
        public static let secondary = Kind(rawValue: 5)
        /// Positions and statistics of row groups.
        public static let rowIndex = Kind(rawValue: 6)
        /// Bloom filters of the older kind.
        public static let bloomFilter = Kind(rawValue: 7)
        /// Bloom filters with strings hashed as UTF-8.
        public static let bloomFilterUTF8 = Kind(rawValue: 8)
        /// Room for the indexes of encrypted columns.
        public static let encryptedIndex = Kind(rawValue: 9)
        /// Room for the data of encrypted columns.
        public static let encryptedData = Kind(rawValue: 10)

        private static let names = [
            "PRESENT", "DATA", "LENGTH", "DICTIONARY_DATA", "DICTIONARY_COUNT", "SECONDARY", "ROW_INDEX", "BLOOM_FILTER",
            "BLOOM_FILTER_UTF8", "ENCRYPTED_INDEX", "ENCRYPTED_DATA",
        ]

        /// The name in the specification, such as "DICTIONARY_DATA".
        public var description: String { Self.names.indices.contains(rawValue) ? Self.names[rawValue] : "STREAM_\(rawValue)" }

        /// Whether the stream lies in the index part of a stripe.
        public var isIndex: Bool { (6...9).contains(rawValue) }
    }
}

extension StripeFooter {
    init(_ reader: ProtobufReader) throws(ORCError) {
        var reader = reader
        while let field = try reader.next() {
            switch field.number {
            case 1: streams.append(try Stream(try reader.message(field)))
            case 2: encodings.append(try ColumnEncoding(try reader.message(field)))
            case 3: timeZone = try reader.string(field)
            default: try reader.skip(field)
            }
        }
    }
}

extension StripeFooter.Stream {
    init(_ reader: ProtobufReader) throws(ORCError) {
        var reader = reader
        self.init(.present, column: 0, length: 0)
        while let field = try reader.next() {
            switch field.number {
            case 1: kind = Kind(rawValue: try reader.integer(field))
            case 2: column = try reader.integer(field)
            case 3: length = try reader.integer(field)
            default: try reader.skip(field)
            }
        }
    }
}
