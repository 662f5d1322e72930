extension ORCWriterOptions.Compression {
    /// The number of the postscript.
    var kind: CompressionKind {
        switch self {
        case .none: .none
        case .zlib: .zlib
        case .snappy: .snappy
        case .zstd: .zstd
        }
    }
}

extension ORCWriterOptions {
    /// The header of a compressed block has 23 bits for its length.
    private static let blockSizes = 1_024...8_388_607

    /// Refuses settings that make no valid file.
    func check(path: String) throws(ORCError) {
        let location = ORCError.Location(file: path)
        guard Self.blockSizes.contains(compressionBlockSize) else {
            let (least, most) = (Self.blockSizes.lowerBound, Self.blockSizes.upperBound)
            throw ORCError(.usage, "expected a compressionBlockSize in \(least) … \(most), found \(compressionBlockSize)", at: location)
        }
        guard rowIndexStride >= 0, stripeSize > 0 else {
            throw ORCError(.usage, "expected rowIndexStride ≥ 0 and stripeSize > 0, found \(rowIndexStride) and \(stripeSize)", at: location)
        }
        guard bloomFilterFalsePositives > 0, bloomFilterFalsePositives < 1 else {
            throw ORCError(.usage, "expected bloomFilterFalsePositives between 0 and 1, found \(bloomFilterFalsePositives)", at: location)
        }
    }
}

extension ORCType {
    /// Refuses types that make no valid file: children and names that do not go together, digits out of range.
    func checkForWriting() throws(ORCError) {
        let location = ORCError.Location(column: id)
        let isSound =
            switch kind {
            case .struct: fieldNames.count == children.count
            case .list: children.count == 1
            case .map: children.count == 2
            case .union: (1...256).contains(children.count)
            default: children.isEmpty
            }
        guard isSound else { throw ORCError(.schema, "a \(kind) of \(children.count) children and \(fieldNames.count) names", at: location) }
        if kind == .decimal, !(1...38).contains(precision) || !(0...precision).contains(scale) {
            throw ORCError(.schema, "expected a decimal of 1 … 38 digits, at most all behind the point, found (\(precision), \(scale))", at: location)
        }
        if kind == .char || kind == .varchar, maximumLength < 1 {
            throw ORCError(.schema, "expected a maximumLength of 1 or more for \(kind), found \(maximumLength)", at: location)
        }
        for child in children { try child.checkForWriting() }
    }
}
