import Accidents
import ORC
import Silver

/// A chunk of generated accidents: a batch of Silver, its raw columns by name, and what the published CSV knows besides.
///
/// Reused from chunk to chunk; belongs to one task.
final class SampleBatch {
    /// Rows in a full chunk. A chunk draws from a random stream of its own, so this number shapes what a seed yields.
    static let capacity = 8_192

    let silver = SilverBatch(capacity: capacity)

    let id, source, state, city, county, street, zipcode, timezone, airportCode, description, country: StringVector
    let windDirection, weatherCondition: StringVector
    let severity: IntegerVector
    let startTime, endTime: TimestampVector
    let startLatitude, startLongitude, endLatitude, endLongitude: DoubleVector
    let distance, temperature, windChill, humidity, pressure, visibility, windSpeed, precipitation: DoubleVector
    let flags: [BooleanVector]
    /// Sunrise_Sunset, then civil, nautical and astronomical twilight.
    let daylight: [StringVector]

    /// Position in ``SamplePlaces/places``.
    var place = Buffer<Int32>(capacity: capacity)
    /// The flags as a set, bit by ``InfrastructureFlag``.
    var flagSet = Buffer<UInt16>(capacity: capacity)
    /// 1 where the CSV writes both times with fractional seconds.
    var isFractional = Buffer<UInt8>(capacity: capacity)
    /// 1 where the CSV puts a space before the street, as Source1 often does; Silver's text is trimmed.
    var hasStreetSpace = Buffer<UInt8>(capacity: capacity)
    /// 1 where no weather station reported: no Weather_Timestamp, and no weather at all.
    var lacksWeather = Buffer<UInt8>(capacity: capacity)

    init() {
        (id, source) = (silver.strings(.id), silver.strings(.source))
        (state, city, county) = (silver.strings(.state), silver.strings(.city), silver.strings(.county))
        (street, zipcode, timezone) = (silver.strings(.street), silver.strings(.zipcode), silver.strings(.timezone))
        (airportCode, description) = (silver.strings(.airportCode), silver.strings(.description))
        country = silver.strings(.country)
        (windDirection, weatherCondition) = (silver.strings(.windDirection), silver.strings(.weatherCondition))
        severity = silver.integers(.severity)
        (startTime, endTime) = (silver.timestamps(.startTime), silver.timestamps(.endTime))
        (startLatitude, startLongitude) = (silver.doubles(.startLatitude), silver.doubles(.startLongitude))
        (endLatitude, endLongitude) = (silver.doubles(.endLatitude), silver.doubles(.endLongitude))
        (distance, temperature, windChill) = (silver.doubles(.distance), silver.doubles(.temperature), silver.doubles(.windChill))
        (humidity, pressure, visibility) = (silver.doubles(.humidity), silver.doubles(.pressure), silver.doubles(.visibility))
        (windSpeed, precipitation) = (silver.doubles(.windSpeed), silver.doubles(.precipitation))
        flags = InfrastructureFlag.allCases.map { [silver] in silver.booleans($0.column) }
        daylight = [.sunriseSunset, .civilTwilight, .nauticalTwilight, .astronomicalTwilight].map { [silver] in silver.strings($0) }
    }

    var count: Int { silver.count }

    /// Empties the batch for `count` rows, at most ``capacity``, of one partition.
    func start(_ count: Int, partition: Month) {
        precondition(count <= Self.capacity, "a chunk has at most \(Self.capacity) rows, asked for \(count)")
        silver.finish(count: count)
        for child in silver.columns.children { child.hasNulls = false }
        silver.partitions.pointer.update(repeating: partition.code, count: count)
    }
}

/// Where a pass writes doubles, each present or null.
struct DoubleColumn {
    private let values: UnsafeMutablePointer<Double>
    private let present: UnsafeMutablePointer<UInt8>

    init(_ vector: DoubleVector) {
        vector.hasNulls = true
        values = vector.values.pointer
        present = vector.present.pointer
    }

    @inline(__always)
    func put(_ row: Int, _ value: Double) {
        values[row] = value
        present[row] = 1
    }

    @inline(__always)
    func putNull(_ row: Int) {
        values[row] = 0
        present[row] = 0
    }
}

/// Where a pass writes codes into a dictionary; a negative code is null.
struct CodeColumn {
    private let codes: UnsafeMutablePointer<Int32>
    private let present: UnsafeMutablePointer<UInt8>

    init(_ vector: StringVector) {
        vector.hasNulls = true
        codes = vector.codes.pointer
        present = vector.present.pointer
    }

    @inline(__always)
    func put(_ row: Int, _ code: Int32) {
        codes[row] = max(code, 0)
        present[row] = code < 0 ? 0 : 1
    }
}

/// Where a pass writes text, row after row.
///
/// Room for the longest text of every row is made beforehand: nothing is checked a row but in debug builds.
struct TextColumn {
    private let bytes: UnsafeMutablePointer<UInt8>
    private let offsets: UnsafeMutablePointer<Int64>
    private let present: UnsafeMutablePointer<UInt8>
    private let room: Int
    private var end = 0

    /// - Parameter longest: bytes that a row's text may have at most.
    init(_ vector: StringVector, rows: Int, longest: Int) {
        room = rows * longest
        vector.bytes.reserve(room)
        vector.dictionary = nil
        vector.hasNulls = true
        bytes = vector.bytes.pointer
        offsets = vector.offsets.pointer
        present = vector.present.pointer
        offsets[0] = 0
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        assert(end < room)
        bytes[end] = byte
        end += 1
    }

    @inline(__always)
    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        assert(end + text.count <= room)
        guard let start = text.baseAddress else { return }
        (bytes + end).update(from: start, count: text.count)
        end += text.count
    }

    @inline(__always)
    mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends a number, not negative, in at least `digits` digits.
    mutating func append(_ number: Int, digits: Int = 1) {
        var width = 1
        var limit = 10
        while width < digits || limit <= number {
            width += 1
            limit *= 10
        }
        assert(end + width <= room)
        var rest = number
        for position in stride(from: end + width - 1, through: end, by: -1) {
            bytes[position] = UInt8(truncatingIfNeeded: 48 + rest % 10)
            rest /= 10
        }
        end += width
    }

    /// Turns what was appended since `position` into capitals.
    mutating func capitalize(from position: Int) {
        for index in position..<end where bytes[index] >= 97 && bytes[index] <= 122 { bytes[index] -= 32 }
    }

    /// Bytes written so far.
    var position: Int { end }

    /// Ends a row's text; without `isPresent` the row is null and must have no bytes.
    @inline(__always)
    mutating func endRow(_ row: Int, isPresent: Bool = true) {
        offsets[row + 1] = Int64(end)
        present[row] = isPresent ? 1 : 0
    }
}
