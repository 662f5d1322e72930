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

    /// Nothing set.
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
    /// The smallest value.
    public var minimum: Int64?
    /// The largest value.
    public var maximum: Int64?
    /// The sum of all values.
    public var sum: Int64?
    /// Nothing set.
    public init() {}
}

/// Smallest, largest and sum of floats or doubles.
public struct DoubleStatistics: Sendable, Hashable {
    /// The smallest value.
    public var minimum: Double?
    /// The largest value.
    public var maximum: Double?
    /// The sum of all values.
    public var sum: Double?
    /// Nothing set.
    public init() {}
}

/// Smallest and largest string by bytes, and the sum of lengths in bytes.
///
/// Long strings may be cut: then the bounds are set instead of minimum and maximum, and enclose all values.
public struct StringStatistics: Sendable, Hashable {
    /// The smallest value.
    public var minimum: String?
    /// The largest value.
    public var maximum: String?
    /// A string not above the smallest, where the smallest itself was too long.
    public var lowerBound: String?
    /// A string not below the largest, where the largest itself was too long.
    public var upperBound: String?
    /// The sum of lengths in bytes.
    public var totalLength: Int64?
    /// Nothing set.
    public init() {}
}

/// Smallest, largest and sum of decimals, as the text that the file holds.
public struct DecimalStatistics: Sendable, Hashable {
    /// The smallest value.
    public var minimum: String?
    /// The largest value.
    public var maximum: String?
    /// The sum of all values.
    public var sum: String?
    /// Nothing set.
    public init() {}
}

/// Smallest and largest date, in days since 1970-01-01.
public struct DateStatistics: Sendable, Hashable {
    /// The smallest value.
    public var minimum: Int32?
    /// The largest value.
    public var maximum: Int32?
    /// Nothing set.
    public init() {}
}

/// Smallest and largest timestamp, in milliseconds since 1970-01-01 00:00:00.
public struct TimestampStatistics: Sendable, Hashable {
    /// In the writer's zone: old writers only, not comparable across zones.
    public var minimum: Int64?
    /// The largest value.
    public var maximum: Int64?
    /// The wall clock taken as UTC.
    public var minimumUTC: Int64?
    /// The largest, as `minimumUTC`.
    public var maximumUTC: Int64?
    /// Nanoseconds below the millisecond, 0 … 999,999.
    public var minimumNanoseconds: Int32?
    /// Those of the largest.
    public var maximumNanoseconds: Int32?
    /// Nothing set.
    public init() {}
}

/// Fewest, most and all elements of lists or entries of maps.
public struct CollectionStatistics: Sendable, Hashable {
    /// The smallest value.
    public var minimum: Int?
    /// The largest value.
    public var maximum: Int?
    /// All of them.
    public var total: Int?
    /// Nothing set.
    public init() {}
}
