import Accidents
import ORC
import Silver

/// The sums of some accidents behind the tables `weather_aggregated` and `infrastructure_features`.
///
/// Values are summed as integers in millionths, so that the result does not depend on the order of rows: the feed's
/// values have at most two decimals. The cells of a state are neighbors; the last of them is for a null category.
struct SilverSums {
    struct Weather {
        var count = 0
        var temperature = ScaledSum(), humidity = ScaledSum(), visibility = ScaledSum()
        var minimumTemperature = Double.infinity, maximumTemperature = -Double.infinity
    }

    struct Infrastructure {
        var count = 0
        var safety = 0, safetyKnown = 0, maximumSafety = 0
    }

    /// Of one flag in one infrastructure cell: accidents with it, and accidents whose flag is not known.
    struct Flag {
        var count = 0, unknown = 0
    }

    /// The values of a double column as plain pointers; nil where a row is null or beyond the column's limits, as files of
    /// other writers may be.
    private struct Values {
        let values: UnsafeMutablePointer<Double>, present: UnsafeMutablePointer<UInt8>, hasNulls: Bool
        let range: ClosedRange<Double>

        init(_ batch: SilverBatch, _ column: AccidentColumn) {
            let vector = batch.doubles(column)
            range = AccidentLimits.range(of: column) ?? -1e5...1e5
            values = vector.values.pointer
            present = vector.present.pointer
            hasNulls = vector.hasNulls
        }

        @inline(__always)
        subscript(row: Int) -> Double? {
            (hasNulls && present[row] == 0) || !(values[row] >= range.lowerBound && values[row] <= range.upperBound) ? nil : values[row]
        }
    }

    /// A sum in millionths, and how many values went into it.
    struct ScaledSum {
        var sum: Int64 = 0
        var count: Int64 = 0

        static let scale = 1e6

        @inline(__always)
        mutating func add(_ value: Double) {
            sum += Int64((value * Self.scale).rounded())
            count += 1
        }

        mutating func add(_ other: Self) {
            sum += other.sum
            count += other.count
        }

        /// Null when nothing was added.
        var average: Double? { count == 0 ? nil : Double(sum) / (Double(count) * Self.scale) }
    }

    /// The columns that are summed, or that tell which sum a row belongs to.
    static let columns: [AccidentColumn] =
        [.state, .weatherCategory, .urbanRural, .temperature, .humidity, .visibility, .safetyEquipmentScore]
        + InfrastructureFlag.allCases.map(\.column)

    static let weatherClasses = WeatherCategory.allCases.count + 1
    static let urbanClasses = UrbanRural.allCases.count + 1

    var weather = [Weather](repeating: .init(), count: USState.count * weatherClasses)
    var infrastructure = [Infrastructure](repeating: .init(), count: USState.count * urbanClasses)
    var flags = [Flag](repeating: .init(), count: USState.count * urbanClasses * InfrastructureFlag.allCases.count)

    mutating func add(_ batch: SilverBatch, rows: [Int32]) {
        addWeather(batch, rows)
        addInfrastructure(batch, rows)
        for flag in InfrastructureFlag.allCases { addFlag(flag, batch, rows) }
    }

    private mutating func addWeather(_ batch: SilverBatch, _ rows: [Int32]) {
        let temperature = Values(batch, .temperature), humidity = Values(batch, .humidity), visibility = Values(batch, .visibility)
        let cells = batch.weatherCells
        weather.withUnsafeMutableBufferPointer { weather in
            for row in rows {
                let row = Int(row), cell = Int(cells[row])
                guard cell >= 0 else { continue }
                weather[cell].count += 1
                if let value = humidity[row] { weather[cell].humidity.add(value) }
                if let value = visibility[row] { weather[cell].visibility.add(value) }
                guard let value = temperature[row] else { continue }
                weather[cell].temperature.add(value)
                if value < weather[cell].minimumTemperature { weather[cell].minimumTemperature = value }
                if value > weather[cell].maximumTemperature { weather[cell].maximumTemperature = value }
            }
        }
    }

    private mutating func addInfrastructure(_ batch: SilverBatch, _ rows: [Int32]) {
        let vector = batch.integers(.safetyEquipmentScore), hasNulls = vector.hasNulls
        let safety = vector.values.pointer, present = vector.present.pointer, cells = batch.infrastructureCells
        infrastructure.withUnsafeMutableBufferPointer { infrastructure in
            for row in rows {
                let row = Int(row), cell = Int(cells[row])
                guard cell >= 0 else { continue }
                infrastructure[cell].count += 1
                guard !hasNulls || present[row] != 0 else { continue }
                let score = Int(safety[row])
                infrastructure[cell].safety += score
                infrastructure[cell].safetyKnown += 1
                infrastructure[cell].maximumSafety = max(infrastructure[cell].maximumSafety, score)
            }
        }
    }

    private mutating func addFlag(_ flag: InfrastructureFlag, _ batch: SilverBatch, _ rows: [Int32]) {
        let vector = batch.booleans(flag.column), hasNulls = vector.hasNulls
        let cells = batch.infrastructureCells, values = vector.values.pointer, present = vector.present.pointer
        let width = InfrastructureFlag.allCases.count, flag = flag.rawValue
        flags.withUnsafeMutableBufferPointer { flags in
            for row in rows where cells[Int(row)] >= 0 {
                let cell = Int(cells[Int(row)]) * width + flag
                if hasNulls, present[Int(row)] == 0 { flags[cell].unknown += 1 } else { flags[cell].count += Int(values[Int(row)]) }
            }
        }
    }

    mutating func merge(_ other: SilverSums) {
        for index in weather.indices {
            weather[index].count += other.weather[index].count
            weather[index].temperature.add(other.weather[index].temperature)
            weather[index].humidity.add(other.weather[index].humidity)
            weather[index].visibility.add(other.weather[index].visibility)
            weather[index].minimumTemperature = min(weather[index].minimumTemperature, other.weather[index].minimumTemperature)
            weather[index].maximumTemperature = max(weather[index].maximumTemperature, other.weather[index].maximumTemperature)
        }
        for index in infrastructure.indices {
            infrastructure[index].count += other.infrastructure[index].count
            infrastructure[index].safety += other.infrastructure[index].safety
            infrastructure[index].safetyKnown += other.infrastructure[index].safetyKnown
            infrastructure[index].maximumSafety = max(infrastructure[index].maximumSafety, other.infrastructure[index].maximumSafety)
        }
        for index in flags.indices {
            flags[index].count += other.flags[index].count
            flags[index].unknown += other.flags[index].unknown
        }
    }
}

extension SilverSums {
    /// Finds the cells of a batch's rows from their labels, which is done once a dictionary entry where there is one.
    static func fillCells(of batch: SilverBatch) {
        let states = codes(of: batch.strings(.state)) { label in
            label.count == 2 ? USState.code(label[0], label[1]).map(Int32.init) ?? -1 : -1
        }
        let weather = codes(of: batch.strings(.weatherCategory)) { code(of: $0, in: WeatherCategory.self) }
        let urban = codes(of: batch.strings(.urbanRural)) { code(of: $0, in: UrbanRural.self) }
        let weatherClasses = Int32(Self.weatherClasses), urbanClasses = Int32(Self.urbanClasses)
        batch.weatherCells = zip(states, weather).map { state, weather in
            state < 0 ? -1 : state * weatherClasses + (weather < 0 ? weatherClasses - 1 : weather)
        }
        batch.infrastructureCells = zip(states, urban).map { state, urban in
            state < 0 ? -1 : state * urbanClasses + (urban < 0 ? urbanClasses - 1 : urban)
        }
    }

    private static func codes(of vector: StringVector, _ code: (UnsafeBufferPointer<UInt8>) -> Int32) -> [Int32] {
        guard let dictionary = vector.dictionary else { return (0..<vector.count).map { vector.isPresent($0) ? code(vector.value($0)) : -1 } }
        let entries = (0..<dictionary.count).map { code(dictionary.value($0)) }
        let codes = UnsafeBufferPointer(start: vector.codes.pointer, count: vector.count)
        guard vector.hasNulls else { return codes.map { entries[Int($0)] } }
        let present = vector.present.pointer
        return codes.enumerated().map { row, code in present[row] == 0 ? -1 : entries[Int(code)] }
    }

    private static func code<Category: LabeledCategory>(of label: UnsafeBufferPointer<UInt8>, in: Category.Type) -> Int32 {
        let match = Category.allCases.first { $0.label.utf8.elementsEqual(label) }
        return match.map { Int32($0.rawValue) } ?? -1
    }
}
