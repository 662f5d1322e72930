internal import ORC

/// A chunk of generated accidents: the vectors of a batch of ``AccidentColumn/schema``, each also by name and type.
///
/// Holds besides what the published CSV knows and Silver does not. Reused from chunk to chunk; belongs to one task.
final class SampleBatch {
    /// Rows in a full chunk. A chunk draws from a random stream of its own, so this number shapes what a seed yields.
    static let capacity = 8_192

    let id = StringVector(), source = StringVector(), severity = IntegerVector()
    let startTime = TimestampVector(), endTime = TimestampVector()
    let startLatitude = DoubleVector(), startLongitude = DoubleVector(), endLatitude = DoubleVector(), endLongitude = DoubleVector()
    let state = StringVector(), city = StringVector(), county = StringVector(), street = StringVector(), zipcode = StringVector()
    let timezone = StringVector(), airportCode = StringVector(), description = StringVector(), country = StringVector()
    let distance = DoubleVector(), temperature = DoubleVector(), windChill = DoubleVector(), humidity = DoubleVector()
    let pressure = DoubleVector(), visibility = DoubleVector(), windSpeed = DoubleVector(), precipitation = DoubleVector()
    let windDirection = StringVector(), weatherCondition = StringVector()
    let flags = InfrastructureFlag.allCases.map { _ in BooleanVector() }
    /// Sunrise_Sunset, then civil, nautical and astronomical twilight.
    let daylight = (0..<4).map { _ in StringVector() }

    /// All columns of the schema; the derived ones are left to the contract.
    let rows: StructVector

    /// Position in ``SamplePlaces/places``.
    var place = Buffer<Int32>(capacity: capacity)
    /// The flags as a set, bit by ``InfrastructureFlag``.
    var flagSet = Buffer<UInt16>(capacity: capacity)
    /// 1 where the CSV writes both times with fractional seconds.
    var isFractional = Buffer<UInt8>(capacity: capacity)
    /// 1 where no weather station reported: no Weather_Timestamp, and no weather at all.
    var lacksWeather = Buffer<UInt8>(capacity: capacity)

    init() {
        var columns: [AccidentColumn: ColumnVector] = [
            .id: id, .source: source, .severity: severity, .startTime: startTime, .endTime: endTime, .startLatitude: startLatitude,
            .startLongitude: startLongitude, .endLatitude: endLatitude, .endLongitude: endLongitude, .state: state, .city: city,
            .county: county, .street: street, .zipcode: zipcode, .timezone: timezone, .airportCode: airportCode,
            .description: description, .country: country, .distance: distance, .temperature: temperature, .windChill: windChill,
            .humidity: humidity, .pressure: pressure, .visibility: visibility, .windSpeed: windSpeed, .precipitation: precipitation,
            .windDirection: windDirection, .weatherCondition: weatherCondition, .sunriseSunset: daylight[0], .civilTwilight: daylight[1],
            .nauticalTwilight: daylight[2], .astronomicalTwilight: daylight[3],
        ]
        for (flag, vector) in zip(InfrastructureFlag.allCases, flags) { columns[flag.column] = vector }
        rows = StructVector(AccidentColumn.allCases.map { columns[$0] ?? ColumnVector.make(for: ORCType($0.kind)) })
        rows.reserve(Self.capacity)
    }

    var count: Int { rows.count }

    /// Empties the batch for `count` rows, at most ``capacity``.
    func start(_ count: Int) {
        precondition(count <= Self.capacity, "a chunk has at most \(Self.capacity) rows, asked for \(count)")
        rows.count = count
        for child in rows.children {
            child.count = count
            child.hasNulls = false
        }
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
