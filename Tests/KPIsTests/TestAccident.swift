import Accidents
import Cubes
import Silver

/// An accident of a test; cubes of any spec are counted from an array of them, one by one.
struct TestAccident {
    var state = "TX"
    var city: String? = "Austin"
    var source: String? = "Source1"
    var severity = 2
    /// Days since 1970-01-01; 17,532 is Monday, 2018-01-01.
    var day = 17_532
    var hour = 8
    var weather: String? = "Clear"
    var daylight: String? = "Day"
    var temperature: Double? = 70
    var latitude = 30.255
    var longitude = -97.745
    var flags: UInt16 = 0
    /// Bits of the flags that nobody knows.
    var unknown: UInt16 = 0

    /// The key of a dimension: a text or a number. Nil is null.
    fileprivate enum Key: Hashable, Comparable {
        case null
        case number(Int)
        case text(String)

        init(_ text: String?) { self = text.map(Key.text) ?? .null }
    }

    private var date: CivilDate { CivilDate(days: day) }

    fileprivate func key(_ dimension: Dimension) -> Key {
        switch dimension {
        case .state: .text(state)
        case .city: Key(city)
        case .source: Key(source)
        case .severity: .number(severity)
        case .year: .number(date.year)
        case .month: .number(date.year * 12 + date.month - 1)
        case .date: .number(day)
        case .weekday: .number(CivilDate.isoWeekday(days: day))
        case .hour: .number(hour)
        case .season: .text(Season(month: date.month).label)
        case .weather: Key(weather)
        case .temperatureCategory: Key(temperature.map { TemperatureCategory(fahrenheit: $0).label })
        case .visibilityCategory: .text("Good")
        case .daylight: Key(daylight)
        case .latitudeCell(let perDegree): .number(Int((latitude * Double(perDegree)).rounded(.down)))
        case .longitudeCell(let perDegree): .number(Int((longitude * Double(perDegree)).rounded(.down)))
        case .bin(let quantity): value(quantity).map { value in .number(BinEdges.edges(of: quantity).count { $0 <= value }) } ?? .null
        case .infrastructureCount: .number(InfrastructureFlag.count(flags))
        case .safetyScore: .number(InfrastructureFlag.safetyScore(flags))
        case .flags: .number(Int(flags) | Int(unknown) << 13)
        }
    }

    private func value(_ quantity: Quantity) -> Double? {
        switch quantity {
        case .temperature: temperature
        case .latitude: latitude
        case .longitude: longitude
        case .infrastructureCount: Double(InfrastructureFlag.count(flags))
        case .safetyScore: Double(InfrastructureFlag.safetyScore(flags))
        case .date: Double(day)
        default: 10
        }
    }

    fileprivate func values(_ measure: Measure) -> [Int64] {
        switch measure {
        case .severityHistogram: (1...4).map { $0 == severity ? 1 : 0 }
        case .sum(let quantity): value(quantity).map { [1, Self.units($0, quantity)] } ?? [0, 0]
        case .minimum(let quantity): [value(quantity).map { Self.units($0, quantity) } ?? Measure.noMinimum]
        case .maximum(let quantity): [value(quantity).map { Self.units($0, quantity) } ?? Measure.noMaximum]
        case .years: [1 << (date.year - Measure.firstYear)]
        default: [1]
        }
    }

    private static func units(_ value: Double, _ quantity: Quantity) -> Int64 { Int64((value / quantity.unit).rounded()) }
}

extension Array<TestAccident> {
    /// The cube of `spec` over all accidents.
    func cube(_ spec: CubeSpec) -> Cube {
        let names = spec.columnNames
        var cells: [[TestAccident.Key]: [Int64]] = [:]
        for accident in self {
            let values = spec.measures.flatMap(accident.values)
            cells[spec.dimensions.map(accident.key), default: []] =
                cells[spec.dimensions.map(accident.key)].map { old in
                    names.indices.map { Self.combined(old[$0], values[$0], names[$0]) }
                } ?? values
        }
        let order = cells.keys.sorted { $0.lexicographicallyPrecedes($1) }
        let dictionaries = spec.dimensions.indices.map { index in
            Set(order.compactMap { if case .text(let text) = $0[index] { text } else { nil } }).sorted()
        }
        let keys = spec.dimensions.indices.map { index in order.map { Self.code($0[index], dictionaries[index]) } }
        return Cube(spec: spec, keys: keys, dictionaries: dictionaries, columns: names.indices.map { index in order.map { cells[$0]?[index] ?? 0 } })
    }

    private static func combined(_ one: Int64, _ other: Int64, _ column: String) -> Int64 {
        switch column {
        case "years": one | other
        case _ where column.hasSuffix("_min"): Swift.min(one, other)
        case _ where column.hasSuffix("_max"): Swift.max(one, other)
        default: one + other
        }
    }

    private static func code(_ key: TestAccident.Key, _ dictionary: [String]) -> Int32 {
        switch key {
        case .null: Cube.nullKey
        case .number(let number): Int32(number)
        case .text(let text): Int32(dictionary.firstIndex(of: text) ?? -1)
        }
    }
}
