extension ColumnStatistics {
    init(_ reader: ProtobufReader) throws(ORCError) {
        var reader = reader
        while let field = try reader.next() {
            switch field.number {
            case 1: valueCount = try reader.integer(field)
            case 2: values = .integer(try IntegerStatistics(try reader.message(field)))
            case 3: values = .double(try DoubleStatistics(try reader.message(field)))
            case 4: values = .string(try StringStatistics(try reader.message(field)))
            case 5: values = .boolean(trueCount: try Self.firstCount(try reader.message(field)))
            case 6: values = .decimal(try DecimalStatistics(try reader.message(field)))
            case 7: values = .date(try DateStatistics(try reader.message(field)))
            case 8: values = .binary(totalLength: try Self.binaryTotal(try reader.message(field)))
            case 9: values = .timestamp(try TimestampStatistics(try reader.message(field)))
            case 10: hasNull = try reader.boolean(field)
            case 11: bytesOnDisk = try reader.integer(field)
            case 12: values = .collection(try CollectionStatistics(try reader.message(field)))
            default: try reader.skip(field)
            }
        }
    }

    /// `BucketStatistics.count[0]`: the number of true values.
    private static func firstCount(_ reader: ProtobufReader) throws(ORCError) -> Int {
        var reader = reader
        var first: Int?
        while let field = try reader.next() {
            guard field.number == 1 else {
                try reader.skip(field)
                continue
            }
            try reader.repeated(field) { value throws(ORCError) in first = first ?? Int(truncatingIfNeeded: value) }
        }
        return first ?? 0
    }

    private static func binaryTotal(_ reader: ProtobufReader) throws(ORCError) -> Int64 {
        var reader = reader
        var total: Int64 = 0
        while let field = try reader.next() {
            if field.number == 1 { total = try reader.signed(field) } else { try reader.skip(field) }
        }
        return total
    }
}

extension IntegerStatistics {
    init(_ reader: ProtobufReader) throws(ORCError) {
        var reader = reader
        while let field = try reader.next() {
            switch field.number {
            case 1: minimum = try reader.signed(field)
            case 2: maximum = try reader.signed(field)
            case 3: sum = try reader.signed(field)
            default: try reader.skip(field)
            }
        }
    }
}

extension DoubleStatistics {
    init(_ reader: ProtobufReader) throws(ORCError) {
        var reader = reader
        while let field = try reader.next() {
            switch field.number {
            case 1: minimum = try reader.double(field)
            case 2: maximum = try reader.double(field)
            case 3: sum = try reader.double(field)
            default: try reader.skip(field)
            }
        }
    }
}

extension StringStatistics {
    init(_ reader: ProtobufReader) throws(ORCError) {
        var reader = reader
        while let field = try reader.next() {
            switch field.number {
            case 1: minimum = try reader.exactString(field)
            case 2: maximum = try reader.exactString(field)
            case 3: totalLength = try reader.signed(field)
            case 4: lowerBound = try reader.exactString(field)
            case 5: upperBound = try reader.exactString(field)
            default: try reader.skip(field)
            }
        }
    }
}

extension ProtobufReader {
    /// A `string` value, nil when it is not UTF-8: a repaired bound would no longer be one.
    fileprivate mutating func exactString(_ field: Field) throws(ORCError) -> String? {
        String(validating: try bytes(field), as: UTF8.self)
    }
}

extension DecimalStatistics {
    init(_ reader: ProtobufReader) throws(ORCError) {
        var reader = reader
        while let field = try reader.next() {
            switch field.number {
            case 1: minimum = try reader.string(field)
            case 2: maximum = try reader.string(field)
            case 3: sum = try reader.string(field)
            default: try reader.skip(field)
            }
        }
    }
}

extension DateStatistics {
    init(_ reader: ProtobufReader) throws(ORCError) {
        var reader = reader
        while let field = try reader.next() {
            switch field.number {
            case 1: minimum = Int32(truncatingIfNeeded: try reader.signed(field))
            case 2: maximum = Int32(truncatingIfNeeded: try reader.signed(field))
            default: try reader.skip(field)
            }
        }
    }
}

extension TimestampStatistics {
    /// The format stores nanoseconds plus one, so that 0 can mean "not recorded".
    init(_ reader: ProtobufReader) throws(ORCError) {
        var reader = reader
        while let field = try reader.next() {
            switch field.number {
            case 1: minimum = try reader.signed(field)
            case 2: maximum = try reader.signed(field)
            case 3: minimumUTC = try reader.signed(field)
            case 4: maximumUTC = try reader.signed(field)
            case 5: minimumNanoseconds = try reader.int32(field) &- 1
            case 6: maximumNanoseconds = try reader.int32(field) &- 1
            default: try reader.skip(field)
            }
        }
    }
}

extension CollectionStatistics {
    init(_ reader: ProtobufReader) throws(ORCError) {
        var reader = reader
        while let field = try reader.next() {
            switch field.number {
            case 1: minimum = try reader.integer(field)
            case 2: maximum = try reader.integer(field)
            case 3: total = try reader.integer(field)
            default: try reader.skip(field)
            }
        }
    }
}
