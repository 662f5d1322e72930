/// Timestamps: DATA, signed run-length encoded seconds since 2015-01-01 00:00:00 in the writer's zone; SECONDARY, unsigned
/// run-length encoded nanoseconds.
///
/// Nanoseconds have their trailing decimal zeroes taken off: `n << 3 | z`, where z = 0 takes none off and z > 0 takes z + 1. Before
/// 1970, writers rounded seconds towards zero when the fraction is a millisecond or more; the second is taken back here. (The last
/// second before 1970 cannot be told from the first one after: the format's loss.) Arrow writes negative nanoseconds instead.
final class TimestampDecoder: ColumnDecoder {
    private let seconds: IntegerDecoder
    private let nanoseconds: IntegerDecoder
    private let clock: WallClock

    init(_ type: ORCType, _ streams: StripeStreams, _ encoding: ColumnEncoding) throws(ORCError) {
        let isVersion2 = encoding.usesRunLengthV2
        seconds = IntegerDecoder(streams.stream(.data, of: type.id), isSigned: true, isVersion2: isVersion2)
        nanoseconds = IntegerDecoder(streams.stream(.secondary, of: type.id), isSigned: false, isVersion2: isVersion2)
        clock = try WallClock(type.kind == .timestampInstant ? .utc : ZoneRules.named(streams.footer.timeZone))
        super.init(type, streams)
    }

    override func decodeValues(_ values: Int, into vector: ColumnVector) throws(ORCError) {
        let vector = unsafeDowncast(vector, to: TimestampVector.self)
        let wall = vector.seconds.pointer
        let fraction = vector.nanoseconds.pointer
        try seconds.read(values, into: wall)
        let packed = try workspace.scratch(values)
        try nanoseconds.read(values, into: packed)
        guard Self.unpack(packed, values, into: fraction) else {
            throw nanoseconds.input.malformed("0 … 999,999,999 nanoseconds", "others")
        }
        clock.convert(wall, fraction, values)
        guard let mask = vector.mask else { return }
        Kernels.spread(wall, values, over: vector.count, present: mask)
        Kernels.spread(fraction, values, over: vector.count, present: mask)
    }

    override func seekValues(_ positions: inout PositionReader) throws(ORCError) {
        try seconds.seek(&positions)
        try nanoseconds.seek(&positions)
    }

    /// Puts back the zeroes that were taken off; false when a value is not below a second.
    private static func unpack(_ packed: UnsafePointer<Int64>, _ count: Int, into target: UnsafeMutablePointer<Int32>) -> Bool {
        var any: Int64 = 0
        for index in 0..<count { any |= packed[index] }
        if any == 0 {
            target.update(repeating: 0, count: count)
            return true
        }
        let second: Int64 = 1_000_000_000
        for index in 0..<count {
            let digits = packed[index] >> 3
            guard digits.magnitude < second.magnitude else { return false }
            let value = digits &* power(packed[index] & 7)
            guard value.magnitude < second.magnitude else { return false }
            target[index] = Int32(truncatingIfNeeded: value)
        }
        return true
    }

    private static func power(_ zeroes: Int64) -> Int64 {
        switch zeroes {
        case 0: 1
        case 1: 100
        case 2: 1_000
        case 3: 10_000
        case 4: 100_000
        case 5: 1_000_000
        case 6: 10_000_000
        default: 100_000_000
        }
    }
}

/// Turns seconds as stored into the wall clock of a zone, counted as though it were UTC.
struct WallClock {
    /// 2015-01-01 00:00:00 UTC, in seconds since 1970.
    static let epoch: Int64 = 1_420_070_400

    private let zone: ZoneRules
    /// The instant of 2015-01-01 00:00:00 in the zone.
    private let base: Int64

    init(_ zone: ZoneRules) {
        self.zone = zone
        base = Self.epoch - zone.offset(atWallClock: Self.epoch)
    }

    /// Converts `count` seconds in place; `nanoseconds` tell which of those before 1970 were rounded towards zero, and are made positive.
    func convert(_ seconds: UnsafeMutablePointer<Int64>, _ nanoseconds: UnsafeMutablePointer<Int32>, _ count: Int) {
        var span = ZoneRules.Span(from: .max, to: .min, offset: 0)
        for index in 0..<count {
            var instant = seconds[index] &+ base
            if instant < 0 && nanoseconds[index] > 999_999 { instant = instant &- 1 }
            if nanoseconds[index] < 0 {
                instant = instant &- 1
                nanoseconds[index] += 1_000_000_000
            }
            if instant < span.from || instant >= span.to { span = zone.span(at: instant) }
            seconds[index] = instant &+ span.offset
        }
    }
}
