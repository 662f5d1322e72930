/// How the values of a column are encoded in one stripe.
public struct ColumnEncoding: Sendable, Hashable {
    /// The kinds of the format with their numbers. Version 2 kinds use run-length encoding version 2 for integers.
    public enum Kind: Int, Sendable, Hashable, CaseIterable {
        case direct = 0
        case dictionary, directV2, dictionaryV2
    }

    /// What it is.
    public var kind: Kind
    /// Entries of the dictionary.
    public var dictionarySize: Int
    /// How strings were hashed for Bloom filters: 0 unknown, 1 as UTF-8.
    public var bloomEncoding: Int

    /// An encoding of a kind, by default direct.
    public init(_ kind: Kind = .direct, dictionarySize: Int = 0, bloomEncoding: Int = 0) {
        self.kind = kind
        self.dictionarySize = dictionarySize
        self.bloomEncoding = bloomEncoding
    }

    /// Whether integers are in run-length encoding version 2.
    public var usesRunLengthV2: Bool { kind == .directV2 || kind == .dictionaryV2 }
    /// Whether strings are codes into a dictionary.
    public var usesDictionary: Bool { kind == .dictionary || kind == .dictionaryV2 }
}

extension ColumnEncoding {
    init(_ reader: ProtobufReader) throws(ORCError) {
        var reader = reader
        self.init()
        while let field = try reader.next() {
            switch field.number {
            case 1:
                let number = try reader.integer(field)
                guard let known = Kind(rawValue: number) else {
                    throw ORCError(.unsupported, "column encoding number \(number) is unknown; known are 0 … 3")
                }
                kind = known
            case 2: dictionarySize = try reader.integer(field)
            case 3: bloomEncoding = try reader.integer(field)
            default: try reader.skip(field)
            }
        }
    }
}
