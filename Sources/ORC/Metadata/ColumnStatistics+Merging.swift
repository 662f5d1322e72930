extension ColumnStatistics {
    /// Takes in the statistics of further rows of the same column.
    mutating func merge(_ other: ColumnStatistics) {
        valueCount += other.valueCount
        hasNull = hasNull == true || other.hasNull == true
        guard let added = other.values else { return }
        guard let own = values else {
            values = added
            return
        }
        values = own.merged(with: added)
    }
}

extension ColumnStatistics.Values {
    fileprivate func merged(with other: Self) -> Self {
        switch (self, other) {
        case (.integer(let a), .integer(let b)): .integer(a.merged(with: b))
        case (.double(let a), .double(let b)): .double(a.merged(with: b))
        case (.string(let a), .string(let b)): .string(a.merged(with: b))
        case (.boolean(let a), .boolean(let b)): .boolean(trueCount: a + b)
        case (.decimal(let a), .decimal(let b)): .decimal(a.merged(with: b))
        case (.date(let a), .date(let b)): .date(a.merged(with: b))
        case (.timestamp(let a), .timestamp(let b)): .timestamp(a.merged(with: b))
        case (.binary(let a), .binary(let b)): .binary(totalLength: a + b)
        case (.collection(let a), .collection(let b)): .collection(a.merged(with: b))
        default: self
        }
    }
}

/// `choose` of two parts of which either may be missing because there were no values.
private func either<Part>(_ a: Part?, _ b: Part?, _ choose: (Part, Part) -> Part) -> Part? {
    guard let a, let b else { return a ?? b }
    return choose(a, b)
}

extension IntegerStatistics {
    fileprivate func merged(with other: Self) -> Self {
        // Without values there is no minimum and a sum of 0; a missing sum overflowed.
        var merged = Self()
        merged.minimum = either(minimum, other.minimum, min)
        merged.maximum = either(maximum, other.maximum, max)
        if let sum, let added = other.sum {
            let (total, overflow) = sum.addingReportingOverflow(added)
            merged.sum = overflow ? nil : total
        }
        return merged
    }
}

extension DoubleStatistics {
    fileprivate func merged(with other: Self) -> Self {
        var merged = Self()
        merged.minimum = either(minimum, other.minimum, Double.minimum)
        merged.maximum = either(maximum, other.maximum, Double.maximum)
        merged.sum = either(sum, other.sum, +)
        return merged
    }
}

extension StringStatistics {
    fileprivate func merged(with other: Self) -> Self {
        var merged = Self()
        let lower = either(minimum ?? lowerBound, other.minimum ?? other.lowerBound) { $1.precedes($0) ? $1 : $0 }
        let upper = either(maximum ?? upperBound, other.maximum ?? other.upperBound) { $0.precedes($1) ? $1 : $0 }
        // What a cut bound wins stays a bound.
        if lowerBound == nil && other.lowerBound == nil { merged.minimum = lower } else { merged.lowerBound = lower }
        if upperBound == nil && other.upperBound == nil { merged.maximum = upper } else { merged.upperBound = upper }
        merged.totalLength = either(totalLength, other.totalLength, +)
        return merged
    }
}

extension String {
    /// The order of statistics: by bytes, where that of `String` is by canonically equivalent characters.
    fileprivate func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}

extension DecimalStatistics {
    fileprivate func merged(with other: Self) -> Self {
        var merged = Self()
        merged.minimum = either(minimum, other.minimum) { DecimalText.isLess($1, $0) ? $1 : $0 }
        merged.maximum = either(maximum, other.maximum) { DecimalText.isLess($0, $1) ? $1 : $0 }
        if let sum, let added = other.sum { merged.sum = DecimalText.sum(sum, added) }
        return merged
    }
}

extension DateStatistics {
    fileprivate func merged(with other: Self) -> Self {
        var merged = Self()
        merged.minimum = either(minimum, other.minimum, min)
        merged.maximum = either(maximum, other.maximum, max)
        return merged
    }
}

extension TimestampStatistics {
    fileprivate func merged(with other: Self) -> Self {
        var merged = Self()
        let lower = either(lowest, other.lowest) { $1 < $0 ? $1 : $0 }
        let upper = either(highest, other.highest) { $0 < $1 ? $1 : $0 }
        merged.minimumUTC = lower?.milliseconds
        merged.minimumNanoseconds = lower?.nanoseconds
        merged.maximumUTC = upper?.milliseconds
        merged.maximumNanoseconds = upper?.nanoseconds
        return merged
    }

    private typealias Moment = (milliseconds: Int64, nanoseconds: Int32)
    private var lowest: Moment? { minimumUTC.map { ($0, minimumNanoseconds ?? 0) } }
    private var highest: Moment? { maximumUTC.map { ($0, maximumNanoseconds ?? 999_999) } }
}

extension CollectionStatistics {
    fileprivate func merged(with other: Self) -> Self {
        var merged = Self()
        merged.minimum = either(minimum, other.minimum, min)
        merged.maximum = either(maximum, other.maximum, max)
        merged.total = either(total, other.total, +)
        return merged
    }
}
