/// What the values of a column are in truth, to be held against recorded statistics.
struct ObservedValues {
    var valueCount = 0
    /// Nulls whose parent is not null.
    var nullCount = 0
    /// Integers and days; 0 and 1 for booleans, lengths for binaries, lists and maps, unscaled decimals, nanoseconds of timestamps.
    var numbers = NumberExtent()
    var doubles = DoubleExtent()
    var strings = StringExtremes()
    /// Bytes of all strings.
    var totalLength: Int64 = 0

    mutating func merge(_ other: ObservedValues) {
        valueCount += other.valueCount
        nullCount += other.nullCount
        numbers.merge(other.numbers)
        doubles.merge(other.doubles)
        totalLength += other.totalLength
        guard other.strings.hasValues else { return }
        other.strings.least.withUnsafeBufferPointer { strings.add($0) }
        other.strings.most.withUnsafeBufferPointer { strings.add($0) }
    }
}

/// Smallest, largest and sum of integers. Without values the smallest is above the largest.
struct NumberExtent {
    private(set) var minimum = Int128.max
    private(set) var maximum = Int128.min
    /// Nil once it does not fit.
    private(set) var sum: Int128? = 0

    @inline(__always)
    mutating func add(_ value: Int128) {
        minimum = min(minimum, value)
        maximum = max(maximum, value)
        add(toSum: value)
    }

    mutating func merge(_ other: NumberExtent) {
        minimum = min(minimum, other.minimum)
        maximum = max(maximum, other.maximum)
        if let added = other.sum { add(toSum: added) } else { sum = nil }
    }

    @inline(__always)
    private mutating func add(toSum value: Int128) {
        guard let sum else { return }
        let (total, overflow) = sum.addingReportingOverflow(value)
        self.sum = overflow ? nil : total
    }
}

/// Smallest, largest and sum of doubles, and the sum of magnitudes that says how exact the sum can be.
struct DoubleExtent {
    private(set) var minimum = Double.infinity
    private(set) var maximum = -Double.infinity
    private(set) var sum = 0.0
    private(set) var magnitude = 0.0
    /// A NaN makes the extremes depend on the order in which a writer met the values.
    private(set) var hasNaN = false

    @inline(__always)
    mutating func add(_ value: Double) {
        if value < minimum { minimum = value }
        if value > maximum { maximum = value }
        sum += value
        magnitude += value.magnitude
        hasNaN = hasNaN || value.isNaN
    }

    mutating func merge(_ other: DoubleExtent) {
        minimum = min(minimum, other.minimum)
        maximum = max(maximum, other.maximum)
        sum += other.sum
        magnitude += other.magnitude
        hasNaN = hasNaN || other.hasNaN
    }
}
