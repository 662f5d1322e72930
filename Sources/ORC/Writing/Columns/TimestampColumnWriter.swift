/// timestamp and timestampInstant: DATA, seconds since 2015-01-01 00:00:00 in the writer's zone; SECONDARY,
/// nanoseconds without their trailing zeros.
///
/// A wall clock is stored as the instant at which the zone's clocks show it. One that a zone skips when its clocks are
/// set forward is read back an hour off, therefore the zone is UTC unless asked otherwise.
///
/// Java's writers round seconds before 1970 towards zero when the fraction is a millisecond or more, and readers take
/// that back. So does this one; the format thereby cannot hold the last second before 1970 with such a fraction.
final class TimestampColumnWriter: ColumnWriter {
    private let data: StreamWriter
    private let secondary: StreamWriter
    private let secondsEncoder = IntegerEncoder(isSigned: true)
    private let nanosecondsEncoder = IntegerEncoder(isSigned: false)
    private var seconds = Buffer<Int64>(capacity: ColumnWriter.stagingCapacity)
    private var nanoseconds = Buffer<Int64>(capacity: ColumnWriter.stagingCapacity)
    private var stagedCount = 0
    private var statistics = TimestampStatistics()
    private let zone: ZoneRules
    /// The instant of 2015-01-01 00:00:00 in the zone.
    private let epoch: Int64

    init(_ type: ORCType, path: String, zone: ZoneRules, options: ORCWriterOptions) {
        self.zone = type.kind == .timestampInstant ? .utc : zone
        epoch = WallClock.epoch - self.zone.offset(atWallClock: WallClock.epoch)
        data = StreamWriter(.data, options)
        secondary = StreamWriter(.secondary, options)
        super.init(type, path: path, options: options)
    }

    override var streams: [StreamWriter] { [data, secondary] }
    override var stagingMemory: Int { (seconds.capacity + nanoseconds.capacity) * 8 }

    override func stage(_ vector: ColumnVector, _ rows: RowSelection) throws(ORCError) {
        let source = unsafeDowncast(vector, to: TimestampVector.self)
        _ = rows.gather(source.nanoseconds.pointer, present: source.presence, to: nanoseconds.pointer + stagedCount) { Int64($0) }
        stagedCount += rows.gather(source.seconds.pointer, present: source.presence, to: seconds.pointer + stagedCount) { $0 }
    }

    override func encodeStaged() throws(ORCError) {
        guard stagedCount > 0 else { return }
        for index in 0..<stagedCount where !(0..<1_000_000_000).contains(nanoseconds[index]) {
            throw failure("expected 0 … 999,999,999 nanoseconds, found \(nanoseconds[index])")
        }
        statistics.add(seconds.pointer, nanoseconds.pointer, count: stagedCount)
        if bloomFilter != nil { addToBloomFilter() }
        store()
        secondsEncoder.encode(seconds.pointer, count: stagedCount, into: &data.open)
        nanosecondsEncoder.encode(nanoseconds.pointer, count: stagedCount, into: &secondary.open)
        stagedCount = 0
        try data.sealFullBlocks()
        try secondary.sealFullBlocks()
    }

    /// Turns the staged values into what the file holds.
    private func store() {
        let isFixed = zone.spans.count == 1
        var offset = zone.spans[0].offset
        for index in 0..<stagedCount {
            if !isFixed { offset = zone.offset(atWallClock: seconds[index]) }
            var instant = seconds[index] &- offset
            if instant < 0 && nanoseconds[index] > 999_999 { instant = instant &+ 1 }
            seconds[index] = instant &- epoch
            if nanoseconds[index] != 0 { nanoseconds[index] = Self.pack(nanoseconds[index]) }
        }
    }

    /// `n << 3 | z`: two or more trailing decimal zeros are taken off, z being their number less one.
    private static func pack(_ nanoseconds: Int64) -> Int64 {
        guard nanoseconds % 100 == 0 else { return nanoseconds << 3 }
        var digits = nanoseconds / 100
        var zeros: Int64 = 1
        while digits % 10 == 0 && zeros < 7 {
            digits /= 10
            zeros += 1
        }
        return digits << 3 | zeros
    }

    private func addToBloomFilter() {
        for index in 0..<stagedCount {
            let moment = TimestampStatistics.milliseconds(seconds[index], nanoseconds[index])
            bloomFilter?.add(BloomFilter.hash(moment))
        }
    }

    override func appendPositions(to positions: inout [UInt64]) {
        for stream in streams {
            stream.appendPosition(to: &positions)
            positions.append(0)
        }
    }

    override func takeStatistics() -> ColumnStatistics.Values? {
        defer { statistics = TimestampStatistics() }
        return .timestamp(statistics)
    }
}

extension TimestampStatistics {
    static func milliseconds(_ seconds: Int64, _ nanoseconds: Int64) -> Int64 { seconds &* 1_000 &+ nanoseconds / 1_000_000 }

    /// Takes in `count` values, at least one.
    fileprivate mutating func add(_ seconds: UnsafePointer<Int64>, _ nanoseconds: UnsafePointer<Int64>, count: Int) {
        var (least, most) = (0, 0)
        for index in 1..<max(count, 1) {
            if (seconds[index], nanoseconds[index]) < (seconds[least], nanoseconds[least]) { least = index }
            if (seconds[index], nanoseconds[index]) > (seconds[most], nanoseconds[most]) { most = index }
        }
        let low = (Self.milliseconds(seconds[least], nanoseconds[least]), Int32(nanoseconds[least] % 1_000_000))
        let high = (Self.milliseconds(seconds[most], nanoseconds[most]), Int32(nanoseconds[most] % 1_000_000))
        if low < (minimumUTC ?? .max, minimumNanoseconds ?? .max) { (minimumUTC, minimumNanoseconds) = low }
        if high > (maximumUTC ?? .min, maximumNanoseconds ?? .min) { (maximumUTC, maximumNanoseconds) = high }
    }
}
