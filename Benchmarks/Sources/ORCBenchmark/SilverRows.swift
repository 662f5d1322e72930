import ORC

/// Rows in the shape of Silver: 57 columns, of which a few strings are distinct and most have few values.
///
/// The values are drawn from a fixed seed, so that every run and every peer writes the same rows.
final class SilverRows {
    static let doubles = [
        "Start_Lat", "Start_Lng", "End_Lat", "End_Lng", "distance_miles", "temperature_fahrenheit", "wind_chill_fahrenheit", "humidity_percent",
        "pressure_inches", "visibility_miles", "wind_speed_mph", "precipitation_inches", "distance_to_city_center",
    ]
    static let integers = [
        "Severity", "accident_hour", "accident_day_of_week", "weather_severity_score", "infrastructure_count", "safety_equipment_score",
    ]
    static let booleans = [
        "Amenity", "Bump", "Crossing", "Give_Way", "Junction", "No_Exit", "Railway", "Roundabout", "Station", "Stop", "Traffic_Calming",
        "Traffic_Signal", "Turning_Loop", "is_weekend", "is_rush_hour",
    ]
    /// Columns of few values, with how many.
    static let labels: [(name: String, count: Int)] = [
        ("Source", 3), ("State", 49), ("City", 12_000), ("County", 1_700), ("Timezone", 4), ("Airport_Code", 2_000), ("Country", 1),
        ("Wind_Direction", 24), ("Weather_Condition", 140), ("Sunrise_Sunset", 2), ("Civil_Twilight", 2), ("Nautical_Twilight", 2),
        ("Astronomical_Twilight", 2), ("accident_season", 4), ("weather_category", 7), ("visibility_category", 4), ("temperature_category", 4),
        ("urban_rural_classification", 3), ("state_region", 5), ("traffic_control_type", 4),
    ]

    static let schema = ORCType.row(
        [("ID", ORCType(.string)), ("Street", ORCType(.string)), ("Zipcode", ORCType(.string)), ("Description", ORCType(.string))]
            + [("Start_Time", ORCType(.timestamp)), ("End_Time", ORCType(.timestamp))]
            + doubles.map { ($0, ORCType(.double)) } + integers.map { ($0, ORCType(.int)) }
            + booleans.map { ($0, ORCType(.boolean)) } + labels.map { ($0.name, ORCType(.string)) })

    let batch = StructVector(SilverRows.schema.children.map(ColumnVector.make))
    private var random = Random(state: 42)
    private var row = 0

    /// - Parameter usesDictionaries: Whether labels come as codes into a dictionary, or each as its bytes.
    init(usesDictionaries: Bool) {
        guard usesDictionaries else { return }
        for label in Self.labels {
            let dictionary = StringDictionary()
            for index in 0..<label.count { Text.with(label.name, index) { _ = dictionary.append($0) } }
            vector(label.name, as: StringVector.self).dictionary = dictionary
        }
    }

    private func vector<Vector: ColumnVector>(_ name: String, as type: Vector.Type) -> Vector {
        guard let index = Self.schema.fieldIndex(name), let vector = batch.children[index] as? Vector else { fatalError("no column \(name)") }
        return vector
    }

    /// Fills the batch with the next `count` rows.
    func fill(_ count: Int) {
        batch.reserve(count)
        batch.count = count
        for child in batch.children { child.count = count }
        fillTexts(count)
        fillTimes(count)
        for name in Self.doubles { fillDoubles(vector(name, as: DoubleVector.self), count) }
        for name in Self.integers { fillIntegers(vector(name, as: IntegerVector.self), count) }
        for name in Self.booleans { fillBooleans(vector(name, as: BooleanVector.self), count) }
        for label in Self.labels { fillLabels(vector(label.name, as: StringVector.self), label, count) }
        row += count
    }

    private func fillTexts(_ count: Int) {
        fill(vector("ID", as: StringVector.self), count) { ("A-", row + $0) }
        fill(vector("Street", as: StringVector.self), count) { _ in (" N Street of the Number ", random.below(200_000)) }
        fill(vector("Zipcode", as: StringVector.self), count) { _ in ("9", 1000 + random.below(25_000)) }
        fill(vector("Description", as: StringVector.self), count) { _ in
            ("Slow traffic on a motorway between two exits due to an accident, number ", random.below(3_000_000))
        }
    }

    private func fillTimes(_ count: Int) {
        for name in ["Start_Time", "End_Time"] {
            let times = vector(name, as: TimestampVector.self)
            for index in 0..<count {
                times.seconds[index] = 1_480_000_000 + Int64(random.below(2_600_000))
                times.nanoseconds[index] = 0
            }
        }
    }

    private func fillDoubles(_ vector: DoubleVector, _ count: Int) {
        vector.hasNulls = true
        for index in 0..<count {
            vector.present[index] = random.below(20) == 0 ? 0 : 1
            vector.values[index] = Double(random.below(1_200)) / 10
        }
    }

    private func fillIntegers(_ vector: IntegerVector, _ count: Int) {
        for index in 0..<count { vector.values[index] = Int64(random.below(16)) }
    }

    private func fillBooleans(_ vector: BooleanVector, _ count: Int) {
        for index in 0..<count { vector.values[index] = random.below(12) == 0 ? 1 : 0 }
    }

    private func fillLabels(_ vector: StringVector, _ label: (name: String, count: Int), _ count: Int) {
        guard vector.dictionary != nil else { return fill(vector, count) { _ in (label.name, skewed(label.count)) } }
        for index in 0..<count { vector.codes[index] = Int32(skewed(label.count)) }
    }

    /// Small numbers are more frequent, as labels are.
    private func skewed(_ count: Int) -> Int { random.below(random.below(count) + 1) }

    private func fill(_ vector: StringVector, _ count: Int, _ value: (Int) -> (String, Int)) {
        var end = 0
        vector.offsets[0] = 0
        for index in 0..<count {
            let (prefix, number) = value(index)
            Text.with(prefix, number) { text in
                vector.bytes.reserve(end + text.count)
                if let start = text.baseAddress { (vector.bytes.pointer + end).update(from: start, count: text.count) }
                end += text.count
            }
            vector.offsets[index + 1] = Int64(end)
        }
    }
}

/// A text and a number behind it.
enum Text {
    static func with(_ prefix: String, _ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        var text = prefix + String(number)
        text.withUTF8(body)
    }
}

/// xorshift64*: small, fast and the same everywhere.
struct Random {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }

    mutating func below(_ limit: Int) -> Int { Int(((next() >> 32) &* UInt64(limit)) >> 32) }
}
