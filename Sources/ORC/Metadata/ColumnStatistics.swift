/// What a writer recorded about the values of a column: in a row group, a stripe or the whole file.
///
/// A part that the writer left out is nil. Statistics tell about non-null values only.
public struct ColumnStatistics: Sendable, Hashable {
    /// Number of non-null values.
    public var valueCount = 0
    /// Whether there are nulls; nil when the writer did not say.
    public var hasNull: Bool?
    /// Bytes of the column's streams.
    public var bytesOnDisk: Int?
    /// What depends on the column's type.
    public var values: Values?

    public init() {}

    /// Statistics by type of column.
    public enum Values: Sendable, Hashable {
        /// byte, short, int, long.
        case integer(IntegerStatistics)
        /// float, double.
        case double(DoubleStatistics)
        /// string, char, varchar.
        case string(StringStatistics)
        /// boolean: the number of true values.
        case boolean(trueCount: Int)
        /// decimal.
        case decimal(DecimalStatistics)
        /// date.
        case date(DateStatistics)
        /// timestamp, timestampInstant.
        case timestamp(TimestampStatistics)
        /// binary: the sum of lengths in bytes.
        case binary(totalLength: Int64)
        /// list, map.
        case collection(CollectionStatistics)
    }
}

/// Smallest, largest and sum of integers; the sum is nil when it overflowed.
public struct IntegerStatistics: Sendable, Hashable {
    public var minimum: Int64?
    public var maximum: Int64?
    public var sum: Int64?
    public init() {}
}

/// Smallest, largest and sum of floats or doubles.
public struct DoubleStatistics: Sendable, Hashable {
    public var minimum: Double?
    public var maximum: Double?
    public var sum: Double?
    public init() {}
}

/// Smallest and largest string by bytes, and the sum of lengths in bytes.
///
/// Long strings may be cut: then the bounds are set instead of minimum and maximum, and enclose all values.
public struct StringStatistics: Sendable, Hashable {
    public var minimum: String?
    public var maximum: String?
    public var lowerBound: String?
    public var upperBound: String?
    public var totalLength: Int64?
    public init() {}
}

/// Smallest, largest and sum of decimals, as the text that the file holds.
public struct DecimalStatistics: Sendable, Hashable {
    public var minimum: String?
    public var maximum: String?
    public var sum: String?
    public init() {}
}

/// Smallest and largest date, in days since 1970-01-01.
public struct DateStatistics: Sendable, Hashable {
    public var minimum: Int32?
    public var maximum: Int32?
    public init() {}
}

/// Smallest and largest timestamp, in milliseconds since 1970-01-01 00:00:00.
public struct TimestampStatistics: Sendable, Hashable {
    /// In the writer's zone: old writers only, not comparable across zones.
    public var minimum: Int64?
    public var maximum: Int64?
    /// The wall clock taken as UTC.
    public var minimumUTC: Int64?
    public var maximumUTC: Int64?
    /// Nanoseconds below the millisecond, 0 … 999,999.
    public var minimumNanoseconds: Int32?
    public var maximumNanoseconds: Int32?
    public init() {}
}

/// Fewest, most and all elements of lists or entries of maps.
public struct CollectionStatistics: Sendable, Hashable {
    public var minimum: Int?
    public var maximum: Int?
    public var total: Int?
    public init() {}
}
