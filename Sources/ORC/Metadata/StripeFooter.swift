/// The footer of a stripe: which streams it holds, in file order, and how each column is encoded.
public struct StripeFooter: Sendable, Hashable {
    /// One stream of a stripe. Streams lie one after the other from the stripe's offset: an offset is the sum of the
    /// lengths before it.
    public struct Stream: Sendable, Hashable {
        public var kind: Kind
        /// The column's id.
        public var column: Int
        /// Bytes in the file.
        public var length: Int

        public init(_ kind: Kind, column: Int, length: Int) {
            self.kind = kind
            self.column = column
            self.length = length
        }
    }

    public var streams: [Stream] = []
    /// One a column, by id.
    public var encodings: [ColumnEncoding] = []
    /// The zone whose wall clock the timestamps of the stripe are; nil when the writer named none.
    public var timeZone: String?

    public init() {}
}

extension StripeFooter.Stream {
    /// What a stream holds, with the numbers of the format.
    public struct Kind: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }

        public static let present = Kind(rawValue: 0)
        public static let data = Kind(rawValue: 1)
        public static let length = Kind(rawValue: 2)
        public static let dictionaryData = Kind(rawValue: 3)
        public static let dictionaryCount = Kind(rawValue: 4)
        public static let secondary = Kind(rawValue: 5)
        public static let rowIndex = Kind(rawValue: 6)
        public static let bloomFilter = Kind(rawValue: 7)
        public static let bloomFilterUTF8 = Kind(rawValue: 8)
        public static let encryptedIndex = Kind(rawValue: 9)
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
