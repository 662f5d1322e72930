extension ColumnStatistics {
    func encode(into writer: inout ProtobufWriter) {
        writer.integer(1, valueCount)
        if let values { values.encode(into: &writer) }
        if let hasNull { writer.boolean(10, hasNull) }
        if let bytesOnDisk { writer.integer(11, bytesOnDisk) }
    }
}

extension ColumnStatistics.Values {
    fileprivate func encode(into writer: inout ProtobufWriter) {
        switch self {
        case .integer(let statistics): writer.message(2) { statistics.encode(into: &$0) }
        case .double(let statistics): writer.message(3) { statistics.encode(into: &$0) }
        case .string(let statistics): writer.message(4) { statistics.encode(into: &$0) }
        case .boolean(let trueCount): writer.message(5) { $0.packed(1, CollectionOfOne(UInt64(trueCount))) }
        case .decimal(let statistics): writer.message(6) { statistics.encode(into: &$0) }
        case .date(let statistics): writer.message(7) { statistics.encode(into: &$0) }
        case .binary(let totalLength): writer.message(8) { $0.signed(1, totalLength) }
        case .timestamp(let statistics): writer.message(9) { statistics.encode(into: &$0) }
        case .collection(let statistics): writer.message(12) { statistics.encode(into: &$0) }
        }
    }
}

extension IntegerStatistics {
    fileprivate func encode(into writer: inout ProtobufWriter) {
        if let minimum { writer.signed(1, minimum) }
        if let maximum { writer.signed(2, maximum) }
        if let sum { writer.signed(3, sum) }
    }
}

extension DoubleStatistics {
    fileprivate func encode(into writer: inout ProtobufWriter) {
        if let minimum { writer.double(1, minimum) }
        if let maximum { writer.double(2, maximum) }
        if let sum { writer.double(3, sum) }
    }
}

extension StringStatistics {
    fileprivate func encode(into writer: inout ProtobufWriter) {
        if let minimum { writer.string(1, minimum) }
        if let maximum { writer.string(2, maximum) }
        if let totalLength { writer.signed(3, totalLength) }
        if let lowerBound { writer.string(4, lowerBound) }
        if let upperBound { writer.string(5, upperBound) }
    }
}

extension DecimalStatistics {
    fileprivate func encode(into writer: inout ProtobufWriter) {
        if let minimum { writer.string(1, minimum) }
        if let maximum { writer.string(2, maximum) }
        if let sum { writer.string(3, sum) }
    }
}

extension DateStatistics {
    fileprivate func encode(into writer: inout ProtobufWriter) {
        if let minimum { writer.signed(1, Int64(minimum)) }
        if let maximum { writer.signed(2, Int64(maximum)) }
    }
}

extension TimestampStatistics {
    /// The format stores nanoseconds plus one, so that 0 can mean "not recorded".
    fileprivate func encode(into writer: inout ProtobufWriter) {
        if let minimum { writer.signed(1, minimum) }
        if let maximum { writer.signed(2, maximum) }
        if let minimumUTC { writer.signed(3, minimumUTC) }
        if let maximumUTC { writer.signed(4, maximumUTC) }
        if let minimumNanoseconds { writer.integer(5, Int(minimumNanoseconds) + 1) }
        if let maximumNanoseconds { writer.integer(6, Int(maximumNanoseconds) + 1) }
    }
}

extension CollectionStatistics {
    fileprivate func encode(into writer: inout ProtobufWriter) {
        if let minimum { writer.integer(1, minimum) }
        if let maximum { writer.integer(2, maximum) }
        if let total { writer.integer(3, total) }
    }
}

extension StripeStatistics {
    func encode(into writer: inout ProtobufWriter) {
        for column in columns { writer.message(1) { column.encode(into: &$0) } }
    }
}
