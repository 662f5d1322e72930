#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The smallest and largest of the strings seen, by bytes.
struct StringExtremes {
    private(set) var hasValues = false
    private(set) var least: [UInt8] = []
    private(set) var most: [UInt8] = []
    /// The first eight bytes of each, as numbers in the order of bytes: they decide nearly always.
    private var leastStart = UInt64.max
    private var mostStart: UInt64 = 0

    /// Longer strings are cut in statistics, as other writers do.
    private static let longestText = 1024

    @inline(__always)
    mutating func add(_ value: UnsafeBufferPointer<UInt8>) {
        let start = Self.start(value)
        if start <= leastStart || start >= mostStart || !hasValues { compare(value, start) }
    }

    @inline(never)
    private mutating func compare(_ value: UnsafeBufferPointer<UInt8>, _ start: UInt64) {
        let isFirst = !hasValues
        hasValues = true
        if isFirst || start < leastStart || start == leastStart && Self.order(value, least) < 0 {
            Self.replace(&least, by: value)
            leastStart = start
        }
        if isFirst || start > mostStart || start == mostStart && Self.order(value, most) > 0 {
            Self.replace(&most, by: value)
            mostStart = start
        }
    }

    /// Keeps the memory: sorted values make a new maximum each.
    private static func replace(_ bytes: inout [UInt8], by value: UnsafeBufferPointer<UInt8>) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: value)
    }

    /// Below, at or above 0 as `a` comes before, equals or comes after `b`.
    private static func order(_ a: UnsafeBufferPointer<UInt8>, _ b: [UInt8]) -> Int {
        let common = min(a.count, b.count)
        guard common > 0, let start = a.baseAddress else { return a.count - b.count }
        let difference = b.withUnsafeBufferPointer { memcmp(start, $0.baseAddress ?? start, common) }
        return difference == 0 ? a.count - b.count : Int(difference)
    }

    @inline(__always)
    private static func start(_ value: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let base = value.baseAddress else { return 0 }
        if value.count >= 8 { return UInt64(bigEndian: UnsafeRawPointer(base).loadUnaligned(as: UInt64.self)) }
        var start: UInt64 = 0
        for index in 0..<value.count { start |= UInt64(base[index]) << UInt64(56 - 8 * index) }
        return start
    }

    /// What was seen, as text. A string that is too long or not UTF-8 gives a bound that encloses it instead.
    func statistics(totalLength: Int64) -> StringStatistics {
        var statistics = StringStatistics()
        statistics.totalLength = totalLength
        guard hasValues else { return statistics }
        if let text = Self.text(least) { statistics.minimum = text } else { statistics.lowerBound = Self.prefix(least) }
        if let text = Self.text(most) { statistics.maximum = text } else { statistics.upperBound = Self.above(most) }
        return statistics
    }

    private static func text(_ bytes: [UInt8]) -> String? {
        bytes.count > longestText ? nil : String(validating: bytes, as: UTF8.self)
    }

    /// The longest valid text of at most ``longestText`` bytes that the string begins with.
    private static func prefix(_ bytes: [UInt8]) -> String {
        var part = bytes.prefix(longestText)
        while true {
            if let text = String(validating: part, as: UTF8.self) { return text }
            part = part.dropLast()
        }
    }

    /// The prefix with its last character replaced by the next one.
    private static func above(_ bytes: [UInt8]) -> String {
        var scalars = Array(prefix(bytes).unicodeScalars)
        while let last = scalars.popLast() {
            // The code points of surrogates are no characters.
            let next = last.value == 0xD7FF ? 0xE000 : last.value + 1
            if let scalar = Unicode.Scalar(next) { return String(String.UnicodeScalarView(scalars + [scalar])) }
        }
        return "\u{10FFFF}"
    }
}
