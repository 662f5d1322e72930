import ORC
import Testing

@testable import Silver

/// Whether generated rows have the shape they are drawn from, and keep the Silver contract.
@Suite struct GeneratorShapeTests {
    static let rows = 60_000

    /// All chunks of a sample, each with its month.
    private static func forEachChunk(_ body: (SampleModel, SampleBatch, SampleMonth) throws -> Void) throws {
        let model = try SampleModel(SampleShape.load())
        let plan = SamplePlan(rows: rows, shares: model.months.map(\.share))
        let batch = SampleBatch()
        model.attachDictionaries(to: batch)
        for chunk in plan.chunks {
            model.fill(batch, with: chunk, seed: 42)
            try body(model, batch, model.months[chunk.month])
        }
    }

    private static func text(_ vector: StringVector, _ row: Int) -> String { String(decoding: vector.value(row), as: UTF8.self) }

    /// Share of each label; nulls count as the label "".
    private static func shares(of column: AccidentColumn) throws -> [String: Double] {
        var counts: [String: Int] = [:]
        try forEachChunk { _, batch, _ in
            let vector = batch.silver.strings(column)
            for row in 0..<batch.count { counts[text(vector, row), default: 0] += 1 }
        }
        return counts.mapValues { Double($0) / Double(rows) }
    }

    /// Whether `found` lies within five standard errors of `expected`.
    private static func isNear(_ found: Double, _ expected: Double, rows: Int = rows, slack: Double = 0.001) -> Bool {
        abs(found - expected) < slack + 5 * (expected * (1 - expected) / Double(rows)).squareRoot()
    }

    @Test func statesHaveTheirShares() throws {
        let found = try Self.shares(of: .state)
        for state in try SampleShape.load().states {
            #expect(Self.isNear(found[state.code] ?? 0, state.share), "\(state.code): \(found[state.code] ?? 0), not \(state.share)")
        }
    }

    @Test func sourcesSeveritiesAndFlagsHaveTheirShares() throws {
        var sources = [0, 0, 0], severities = [0, 0, 0, 0], flags = [Int](repeating: 0, count: 13), fractional = 0
        try Self.forEachChunk { _, batch, _ in
            for row in 0..<batch.count {
                sources[Int(batch.source.codes[row])] += 1
                severities[Int(batch.severity.values[row]) - 1] += 1
                fractional += Int(batch.isFractional[row])
                for (flag, vector) in batch.flags.enumerated() { flags[flag] += Int(vector.values[row]) }
            }
        }
        // Of the whole data set; in the resource they stand by year, by state and by combination.
        let expectedSources = [0.559895, 0.428384, 0.01172], expectedSeverities = [0.008841, 0.796186, 0.168056, 0.026916]
        let expectedFlags = [
            0.012955, 0.000332, 0.112393, 0.00461, 0.073988, 0.002679, 0.009433, 0, 0.026151, 0.028015, 0.00091, 0.148779, 0,
        ]
        for (found, expected) in zip(sources, expectedSources) { #expect(Self.isNear(Double(found) / Double(Self.rows), expected)) }
        for (found, expected) in zip(severities, expectedSeverities) { #expect(Self.isNear(Double(found) / Double(Self.rows), expected)) }
        for (found, expected) in zip(flags, expectedFlags) { #expect(Self.isNear(Double(found) / Double(Self.rows), expected)) }
        #expect(Self.isNear(Double(fractional) / Double(Self.rows), 743_166 / 7_728_394), "times with fractional seconds")
    }

    @Test(arguments: ["CA", "FL", "TX", "SC", "NY", "NC", "VA", "PA", "MN", "OR"])
    func severityFollowsTheState(state: String) throws {
        // Share of severity 3 and 4 in the ten states with most accidents.
        let expected = [
            "CA": 0.163098, "FL": 0.133015, "TX": 0.222039, "SC": 0.120498, "NY": 0.231758, "NC": 0.117854, "VA": 0.231207, "PA": 0.15719,
            "MN": 0.158094, "OR": 0.0875,
        ]
        var all = 0, severe = 0
        try Self.forEachChunk { model, batch, _ in
            for row in 0..<batch.count where model.names.states[Int(batch.state.codes[row])] == state {
                all += 1
                severe += batch.severity.values[row] >= 3 ? 1 : 0
            }
        }
        let found = Double(severe) / Double(all)
        #expect(Self.isNear(found, expected[state] ?? 0, rows: all, slack: 0.004), "\(state): \(found)")
    }

    @Test func hoursAndWeekdaysHaveTheirShares() throws {
        var hours = [Int](repeating: 0, count: 24), weekdays = [Int](repeating: 0, count: 7)
        try Self.forEachChunk { _, batch, _ in
            for row in 0..<batch.count {
                hours[Int(batch.silver.integers(.hour).values[row])] += 1
                weekdays[Int(batch.silver.integers(.dayOfWeek).values[row]) - 1] += 1
            }
        }
        let expectedHours = [0: 0.014825, 3: 0.010843, 7: 0.076061, 8: 0.074409, 12: 0.045801, 16: 0.075215, 17: 0.073501, 23: 0.01678]
        for (hour, share) in expectedHours { #expect(Self.isNear(Double(hours[hour]) / Double(Self.rows), share), "hour \(hour)") }
        for (found, share) in zip(weekdays, try SampleShape.load().weekdays) {
            #expect(Self.isNear(Double(found) / Double(Self.rows), share, slack: 0.003))
        }
    }

    @Test(arguments: [
        (AccidentColumn.weatherCondition, ["Fair": 0.331416, "Clear": 0.104542, "Light Rain": 0.045286, "Light Snow": 0.016917, "": 0.022551]),
        (.windDirection, ["CALM": 0.125141, "Calm": 0.04603, "South": 0.022565, "S": 0.052965, "": 0.022943]),
        (.timezone, ["US/Eastern": 0.460368, "US/Central": 0.216735, "US/Mountain": 0.055291, "US/Pacific": 0.266488, "": 0.001119]),
        (.sunriseSunset, ["Day": 0.691432, "Night": 0.305251, "": 0.003317]),
    ])
    func labelsHaveTheirShares(column: AccidentColumn, expected: [String: Double]) throws {
        let found = try Self.shares(of: column)
        for (label, share) in expected {
            #expect(Self.isNear(found[label] ?? 0, share, slack: 0.004), "\(label): \(found[label] ?? 0), not \(share)")
        }
    }

    @Test(arguments: [
        // (column, null share, 5th, 25th, 50th, 75th, 95th percentile of the data set, tolerance)
        (AccidentColumn.distance, 0, [0, 0, 0.03, 0.467, 2.66], 0.15),
        (.temperature, 0.021691, [28, 49, 64, 76, 89], 2.5),
        (.windChill, 0.260438, [18, 43, 62, 75, 88], 5),
        (.humidity, 0.023018, [24, 48, 67, 84, 97], 2),
        (.pressure, 0.018531, [28.18, 29.37, 29.86, 30.03, 30.26], 0.05),
        (.visibility, 0.022664, [2.5, 10, 10, 10, 10], 0.5),
        (.windSpeed, 0.072997, [0, 4.6, 7, 10.4, 17], 0.7),
        (.precipitation, 0.28664, [0, 0, 0, 0, 0.03], 0.01),
        (.endLatitude, 0.440105, [], 0),
    ])
    func numbersHaveTheirPercentilesAndNulls(column: AccidentColumn, nullShare: Double, percentiles: [Double], tolerance: Double) throws {
        var values: [Double] = []
        try Self.forEachChunk { _, batch, _ in
            let vector = batch.silver.doubles(column)
            for row in 0..<batch.count where vector.isPresent(row) { values.append(vector.values[row]) }
        }
        #expect(Self.isNear(1 - Double(values.count) / Double(Self.rows), nullShare, slack: 0.006))
        values.sort()
        for (share, expected) in zip([0.05, 0.25, 0.5, 0.75, 0.95], percentiles) {
            let found = values[Int(Double(values.count) * share)]
            #expect(abs(found - expected) <= tolerance, "percentile \(share * 100): \(found), not \(expected)")
        }
        if let range = AccidentLimits.range(of: column), let first = values.first, let last = values.last {
            #expect(range.contains(first) && range.contains(last))
        }
    }

    @Test func everyRowKeepsTheContract() throws {
        var next = 1
        var nullCities = 0
        try Self.forEachChunk { model, batch, month in
            for row in 0..<batch.count {
                #expect(Self.text(batch.id, row) == "A-\(next)")
                next += 1
                #expect(AccidentLimits.latitude.contains(batch.startLatitude.values[row]))
                #expect(AccidentLimits.longitude.contains(batch.startLongitude.values[row]))
                let start = Int(batch.startTime.seconds[row]), end = Int(batch.endTime.seconds[row])
                #expect((0...AccidentLimits.longestDuration).contains(end - start))
                let date = CivilDate(days: start / 86_400)
                #expect(date.year == month.partition.year && date.month == month.partition.month)
                #expect(batch.silver.partitions[row] == month.partition.code)
                let state = model.names.states[Int(batch.state.codes[row])]
                #expect(USState(abbreviation: state) != nil)
                #expect(batch.source.codes[row] == 0 ? batch.endLatitude.isPresent(row) : !batch.endLatitude.isPresent(row))
                nullCities += batch.city.isPresent(row) ? 0 : 1
            }
        }
        #expect(next == Self.rows + 1)
        #expect(nullCities < 12, "3 in 100,000 cities are null")
    }

    @Test func derivedColumnsFollowTheirInputs() throws {
        try Self.forEachChunk { model, batch, month in
            guard month.partition.month == 7 else { return }
            for row in 0..<batch.count {
                let silver = batch.silver
                let condition = batch.weatherCondition.isPresent(row) ? Self.text(batch.weatherCondition, row) : nil
                let category = WeatherCategory(condition: condition)
                #expect(Self.text(silver.strings(.weatherCategory), row) == category.label)
                #expect(silver.integers(.weatherSeverityScore).values[row] == Int64(category.severityScore))
                #expect(Self.text(silver.strings(.season), row) == "Summer")
                let state = USState(abbreviation: Self.text(batch.state, row))
                #expect(Self.text(silver.strings(.stateRegion), row) == state?.region.label)
                let flags = InfrastructureFlag.allCases.filter { silver.booleans($0.column).values[row] == 1 }
                #expect(silver.integers(.infrastructureCount).values[row] == Int64(flags.count))
                #expect(silver.integers(.safetyEquipmentScore).values[row] == Int64(flags.reduce(0) { $0 + $1.safetyWeight }))
                let temperatures = silver.strings(.temperatureCategory)
                #expect(temperatures.isPresent(row) == batch.temperature.isPresent(row))
                if batch.temperature.isPresent(row) {
                    #expect(Self.text(temperatures, row) == TemperatureCategory(fahrenheit: batch.temperature.values[row]).label)
                }
            }
        }
    }

    @Test func textsAreAsVariedAsRealOnes() throws {
        var streets: Set<String> = [], descriptions: Set<String> = [], cities: Set<String> = []
        var length = 0, spaces = 0
        try Self.forEachChunk { _, batch, _ in
            for row in 0..<batch.count {
                let street = Self.text(batch.street, row), description = Self.text(batch.description, row)
                streets.insert(street)
                descriptions.insert(description)
                cities.insert(Self.text(batch.state, row) + Self.text(batch.city, row))
                length += description.utf8.count
                spaces += street.hasPrefix(" ") ? 1 : 0
            }
        }
        // A real sample of 15,625 rows has 8,460 streets, 15,345 descriptions of 70 characters, 3,125 cities.
        #expect(streets.count > 10_000)
        #expect(descriptions.count > 50_000)
        #expect((5_000...9_000).contains(cities.count))
        #expect((60...80).contains(length / Self.rows))
        #expect(Self.isNear(Double(spaces) / Double(Self.rows), 0.14, slack: 0.03))
    }
}
