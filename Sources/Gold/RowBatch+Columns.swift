extension RowBatch.Column {
    /// Whether `row` has a value.
    @inlinable
    public func isPresent(_ row: Int) -> Bool { present.map { $0[row] != 0 } ?? true }

    /// A column of whole numbers; nil is null.
    public static func integers(_ values: [Int64?]) -> Self {
        Self(.integers(values.map { $0 ?? 0 }), present: presence(values))
    }

    /// A column of doubles; nil is null.
    public static func doubles(_ values: [Double?]) -> Self {
        Self(.doubles(values.map { $0 ?? 0 }), present: presence(values))
    }

    /// A column of days since 1970-01-01; nil is null.
    public static func dates(_ values: [Int32?]) -> Self {
        Self(.dates(values.map { $0 ?? 0 }), present: presence(values))
    }

    /// A column of seconds since 1970-01-01 00:00:00 UTC; nil is null.
    public static func timestamps(_ values: [Int64?]) -> Self {
        Self(.timestamps(values.map { $0 ?? 0 }), present: presence(values))
    }

    /// A column of texts; nil is null.
    public static func text(_ values: [String?]) -> Self {
        var offsets: [Int32] = [0]
        var bytes: [UInt8] = []
        offsets.reserveCapacity(values.count + 1)
        for value in values {
            if let value { bytes.append(contentsOf: value.utf8) }
            offsets.append(Int32(bytes.count))
        }
        return Self(.text(offsets: offsets, bytes: bytes), present: presence(values))
    }

    private static func presence<Value>(_ values: [Value?]) -> [UInt8]? {
        values.contains { $0 == nil } ? values.map { $0 == nil ? 0 : 1 } : nil
    }
}

extension RowBatch.Values {
    /// Number of rows.
    public var count: Int {
        switch self {
        case .integers(let values): values.count
        case .doubles(let values): values.count
        case .dates(let values): values.count
        case .timestamps(let values): values.count
        case .text(let offsets, _): max(0, offsets.count - 1)
        case .dictionary(let codes, _): codes.count
        }
    }
}
