import Accidents
import Cubes
import KPIs
import Silver

extension Reconciliation {
    /// The figures of `weather_aggregated` from the weather cube.
    ///
    /// - Throws: `KPIError` when it lacks a sum, as below.
    static func weather(_ cube: Cube) throws -> [WeatherAggregates.Key: [Double?]] {
        guard let states = cube.keys(.state), let categories = cube.keys(.weather), let years = cube.keys(.year),
            let minimum = cube.column("temperature_min"), let maximum = cube.column("temperature_max")
        else { return [:] }
        let (stateTexts, categoryTexts) = (cube.dictionary(.state), cube.dictionary(.weather))
        let counts = cube.counts
        let measured = try [Quantity.temperature, .humidity, .visibility].map { try MeasuredColumns(cube, $0) }
        var sums: [WeatherAggregates.Key: WeatherSums] = [:]
        for cell in 0..<cube.cellCount {
            let weather = categories[cell] < 0 ? nil : categoryTexts[Int(categories[cell])]
            let key = WeatherAggregates.Key(state: stateTexts[Int(states[cell])], weather: weather, year: Int(years[cell]))
            var group = sums[key] ?? WeatherSums()
            group.accidents += counts[cell]
            for (index, column) in measured.enumerated() { group.sums[index] += column[cell] }
            group.minimum = min(group.minimum, minimum[cell])
            group.maximum = max(group.maximum, maximum[cell])
            sums[key] = group
        }
        return sums.mapValues(\.list)
    }

    /// The figures of `infrastructure_features` from the equipment cube.
    static func equipment(_ cube: Cube) throws -> [InfrastructureFeatures.Key: EquipmentSums] {
        guard let states = cube.keys(.state), let years = cube.keys(.year), let flags = cube.keys(.flags),
            let maximum = cube.column("safety_score_max")
        else { return [:] }
        let texts = cube.dictionary(.state)
        let counts = cube.counts
        let scores = try MeasuredColumns(cube, .safetyScore)
        var sums: [InfrastructureFeatures.Key: EquipmentSums] = [:]
        for cell in 0..<cube.cellCount {
            let key = InfrastructureFeatures.Key(state: texts[Int(states[cell])], year: Int(years[cell]))
            sums[key, default: EquipmentSums()].add(counts[cell], UInt32(bitPattern: flags[cell]), scores[cell], maximum[cell])
        }
        return sums
    }
}

private struct WeatherSums {
    var accidents: Int64 = 0
    /// Temperature, humidity, visibility.
    var sums = [MeasuredSum](repeating: MeasuredSum(), count: 3)
    var minimum = Measure.noMinimum
    var maximum = Measure.noMaximum

    /// In the order of ``WeatherAggregates/figures``.
    var list: [Double?] {
        let unit = Quantity.temperature.unit
        return [
            Double(accidents), sums[0].mean(unit: unit), sums[1].mean(unit: Quantity.humidity.unit), sums[2].mean(unit: Quantity.visibility.unit),
            minimum == Measure.noMinimum ? nil : Double(minimum) * unit, maximum == Measure.noMaximum ? nil : Double(maximum) * unit,
        ]
    }
}

/// What the accidents of a state and a year add up to.
struct EquipmentSums {
    private var accidents: Int64 = 0
    private var scores = MeasuredSum()
    private var maximum = Measure.noMaximum
    /// Accidents with each flag; nil where no accident is known to have it or not.
    private(set) var flags = [Double?](repeating: nil, count: InfrastructureFlag.allCases.count)

    fileprivate mutating func add(_ accidents: Int64, _ flags: UInt32, _ scores: MeasuredSum, _ maximum: Int64) {
        self.accidents += accidents
        self.scores += scores
        self.maximum = max(self.maximum, maximum)
        for flag in InfrastructureFlag.allCases where flags >> UInt32(self.flags.count) & UInt32(flag.bit) == 0 {
            let count = flags & UInt32(flag.bit) == 0 ? 0 : Double(accidents)
            self.flags[flag.rawValue] = (self.flags[flag.rawValue] ?? 0) + count
        }
    }

    /// Whether every accident has a score.
    var knowsEveryScore: Bool { scores.count == accidents }

    /// Accidents, average and maximum of the score, the flags.
    var list: [Double?] {
        [Double(accidents), scores.mean(unit: Quantity.safetyScore.unit), maximum == Measure.noMaximum ? nil : Double(maximum)] + flags
    }
}

extension InfrastructureFeatures.Figures {
    /// In the order of ``EquipmentSums/list``.
    var list: [Double?] { [accidents, safetyAccidents > 0 ? safetySum / safetyAccidents : nil, maximumSafety] + flags }
}
