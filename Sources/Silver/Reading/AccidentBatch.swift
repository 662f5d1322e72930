import Accidents
public import ORC

/// Accepted accidents, column by column: what cubes and the export are fed with.
///
/// A batch is refilled by each call of ``AccidentScan/next()``: use its values before the next call. Every column that the scan was asked
/// for has an entry for rows `0 ..< count`; the others hold nothing of meaning. Dates and hours are those of the local wall clock.
public final class AccidentBatch {
    /// Accepted rows.
    public internal(set) var count = 0
    /// ``USState/code``. Always there.
    public internal(set) var state = Buffer<UInt8>()
    /// 1…4. Always there.
    public internal(set) var severity = Buffer<UInt8>()
    /// Start, seconds since 1970-01-01 00:00:00 on the local wall clock. Always there.
    public internal(set) var second = Buffer<Int64>()
    /// Accident date, days since 1970-01-01. Always there.
    public internal(set) var day = Buffer<Int32>()
    /// Calendar month, ``Month/code``. Always there.
    public internal(set) var month = Buffer<Int32>()
    /// 0…23. Always there.
    public internal(set) var hour = Buffer<UInt8>()
    /// Degrees. Always there.
    public internal(set) var latitude = Buffer<Double>()
    /// Degrees. Always there.
    public internal(set) var longitude = Buffer<Double>()
    /// Silver's spelling, trimmed.
    public let city = DictionaryColumn(.city)
    /// The feed.
    public let source = DictionaryColumn(.source)
    /// The stored category, else the one that follows from the label.
    public let weatherCategory = DictionaryColumn(.weatherCategory)
    /// The stored category, else the one that follows from the temperature.
    public let temperatureCategory = DictionaryColumn(.temperatureCategory)
    /// The stored category, else the one that follows from the visibility.
    public let visibilityCategory = DictionaryColumn(.visibilityCategory)
    /// Day or Night, from sunrise and sunset.
    public let daylight = DictionaryColumn(.sunriseSunset)
    /// ``InfrastructureFlag/bit`` of each flag that is true, and the bit shifted by ``InfrastructureFlag/unknownShift`` of each that is unknown.
    public internal(set) var flags = Buffer<Int32>()
    /// Number of true flags; ``DictionaryColumn/null`` where unknown.
    public internal(set) var infrastructureCount = Buffer<Int32>()
    /// 0…16; ``DictionaryColumn/null`` where unknown.
    public internal(set) var safetyEquipmentScore = Buffer<Int32>()
    /// Length of road affected.
    public let distanceMiles = NumberColumn(.distance)
    /// Degrees Fahrenheit.
    public let temperature = NumberColumn(.temperature)
    /// Percent.
    public let humidity = NumberColumn(.humidity)
    /// Inches of mercury.
    public let pressure = NumberColumn(.pressure)
    /// Miles.
    public let visibility = NumberColumn(.visibility)
    /// Miles per hour.
    public let windSpeed = NumberColumn(.windSpeed)
    /// Inches.
    public let precipitation = NumberColumn(.precipitation)

    /// The row of the file's batch that each accepted row came from, ascending.
    var rows = Buffer<Int32>()
    /// The ORC rows, for the identifiers.
    var identifiers: StringVector?

    init() {}

    var texts: [DictionaryColumn] { [city, source, weatherCategory, temperatureCategory, visibilityCategory, daylight] }
    var numbers: [NumberColumn] { [distanceMiles, temperature, humidity, pressure, visibility, windSpeed, precipitation] }

    /// The identifiers as UTF-8 one after another: row `i` is `bytes[offsets[i] ..< offsets[i + 1]]`, blanks trimmed.
    public func identifierText() -> (offsets: [Int32], bytes: [UInt8]) {
        var offsets: [Int32] = [0]
        var bytes: [UInt8] = []
        guard let identifiers else { return (offsets, bytes) }
        offsets.reserveCapacity(count + 1)
        bytes.reserveCapacity(count * 12)
        for row in 0..<count {
            bytes.append(contentsOf: trimmed(identifiers.value(Int(rows[row]))))
            offsets.append(Int32(bytes.count))
        }
        return (offsets, bytes)
    }

    /// Makes room for `count` rows in every column.
    func reserve(_ count: Int) {
        state.reserve(count)
        severity.reserve(count)
        second.reserve(count)
        day.reserve(count)
        month.reserve(count)
        hour.reserve(count)
        latitude.reserve(count)
        longitude.reserve(count)
        flags.reserve(count)
        infrastructureCount.reserve(count)
        safetyEquipmentScore.reserve(count)
        rows.reserve(count)
        for column in texts { column.codes.reserve(count) }
        for column in numbers { column.reserve(count) }
    }

    /// Moves the rows listed in ``rows`` (ascending) to the front of every column.
    func compact() {
        let selection = UnsafeBufferPointer(start: rows.pointer, count: count)
        gather(&state, selection)
        gather(&severity, selection)
        gather(&second, selection)
        gather(&day, selection)
        gather(&month, selection)
        gather(&hour, selection)
        gather(&latitude, selection)
        gather(&longitude, selection)
        gather(&flags, selection)
        gather(&infrastructureCount, selection)
        gather(&safetyEquipmentScore, selection)
        for column in texts { gather(&column.codes, selection) }
        for column in numbers {
            gather(&column.values, selection)
            gather(&column.present, selection)
        }
    }
}

@available(*, unavailable, message: "a batch belongs to the scan that fills it")
extension AccidentBatch: Sendable {}

/// Keeps the elements at `selection`, which ascends, so that none is overwritten before it is read.
private func gather<Element>(_ buffer: inout Buffer<Element>, _ selection: UnsafeBufferPointer<Int32>) {
    let values = buffer.pointer
    for (target, source) in selection.enumerated() { values[target] = values[Int(source)] }
}
