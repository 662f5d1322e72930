import Accidents
import ORC
import Testing

@testable import Silver
@testable import SilverImport

/// Whether generated rows have the shape they are drawn from, and keep the Silver contract.
@Suite struct GeneratorShapeTests {
    static let rows = 60_000

    /// All chunks of a sample, each with its month.
    private static func forEachChunk(_ body: (SampleModel, SampleBatch, SampleMonth) throws -> Void) throws {
        let model = try SampleModel.shared.get()
        let plan = SamplePlan(rows: rows, shares: model.months.map(\.share))
        let batch = SampleBatch()
        model.attachDictionaries(to: batch)
        for chunk in plan.chunks {
            model.fill(batch, with: chunk, seed: 42)
            try body(model, batch, model.months[chunk.month])
        }
    }

    private static func text(_ vector: StringVector, _ row: Int) -> String { String(decoding: vector.value(row), as: UTF8.self) }

    /// Share of each label of each column; nulls count as the label "".
    private static func shares(of columns: [AccidentColumn]) throws -> [AccidentColumn: [String: Double]] {
        var counts: [AccidentColumn: [String: Int]] = [:]
        try forEachChunk { _, batch, _ in
            for column in columns {
                let vector = batch.silver.strings(column)
                for row in 0..<batch.count { counts[column, default: [:]][text(vector, row), default: 0] += 1 }
            }
        }
        return counts.mapValues { $0.mapValues { Double($0) / Double(rows) } }
    }

    /// Whether `found` lies within five standard errors of `expected`.
    private static func isNear(_ found: Double, _ expected: Double, rows: Int = rows, slack: Double = 0.001) -> Bool {
        abs(found - expected) < slack + 5 * (expected * (1 - expected) / Double(rows)).squareRoot()
    }

    @Test func statesHaveTheirShares() throws {
        let found = try Self.shares(of: [.state])[.state] ?? [:]
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

    @Test func severityFollowsTheState() throws {
        // Share of severity 3 and 4 in the ten states with most accidents.
        let expected = [
            "CA": 0.163098, "FL": 0.133015, "TX": 0.222039, "SC": 0.120498, "NY": 0.231758, "NC": 0.117854, "VA": 0.231207, "PA": 0.15719,
            "MN": 0.158094, "OR": 0.0875,
        ]
        var all: [String: Int] = [:], severe: [String: Int] = [:]
        try Self.forEachChunk { model, batch, _ in
            for row in 0..<batch.count {
                let state = model.names.states[Int(batch.state.codes[row])]
                all[state, default: 0] += 1
                severe[state, default: 0] += batch.severity.values[row] >= 3 ? 1 : 0
            }
        }
        for (state, share) in expected {
            let rows = all[state] ?? 1, found = Double(severe[state] ?? 0) / Double(rows)
            #expect(Self.isNear(found, share, rows: rows, slack: 0.004), "\(state): \(found), not \(share)")
        }
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

    @Test func labelsHaveTheirShares() throws {
        let expected: [AccidentColumn: [String: Double]] = [
            .weatherCondition: ["Fair": 0.331416, "Clear": 0.104542, "Light Rain": 0.045286, "Light Snow": 0.016917, "": 0.022551],
            .windDirection: ["CALM": 0.125141, "Calm": 0.04603, "South": 0.022565, "S": 0.052965, "": 0.022943],
            .timezone: ["US/Eastern": 0.460368, "US/Central": 0.216735, "US/Mountain": 0.055291, "US/Pacific": 0.266488, "": 0.001119],
            .sunriseSunset: ["Day": 0.691432, "Night": 0.305251, "": 0.003317],
        ]
        let found = try Self.shares(of: Array(expected.keys))
        for (column, shares) in expected {
            for (label, share) in shares {
                let drawn = found[column]?[label] ?? 0
                #expect(Self.isNear(drawn, share, slack: 0.004), "\(column) '\(label)': \(drawn), not \(share)")
            }
        }
    }

    /// A numeric column of the data set: its null share and its 5th, 25th, 50th, 75th and 95th percentile.
    private struct Figures {
        var column: AccidentColumn
        var nullShare: Double
        var percentiles: [Double]
        var tolerance: Double
    }

    @Test func numbersHaveTheirPercentilesAndNulls() throws {
        let figures = [
            Figures(column: .distance, nullShare: 0, percentiles: [0, 0, 0.03, 0.467, 2.66], tolerance: 0.15),
            Figures(column: .temperature, nullShare: 0.021691, percentiles: [28, 49, 64, 76, 89], tolerance: 2.5),
            Figures(column: .windChill, nullShare: 0.260438, percentiles: [18, 43, 62, 75, 88], tolerance: 5),
            Figures(column: .humidity, nullShare: 0.023018, percentiles: [24, 48, 67, 84, 97], tolerance: 2),
            Figures(column: .pressure, nullShare: 0.018531, percentiles: [28.18, 29.37, 29.86, 30.03, 30.26], tolerance: 0.05),
            Figures(column: .visibility, nullShare: 0.022664, percentiles: [2.5, 10, 10, 10, 10], tolerance: 0.5),
            Figures(column: .windSpeed, nullShare: 0.072997, percentiles: [0, 4.6, 7, 10.4, 17], tolerance: 0.7),
            // In steps of 0.01: one step, and what a difference of two doubles lacks.
            Figures(column: .precipitation, nullShare: 0.28664, percentiles: [0, 0, 0, 0, 0.03], tolerance: 0.0101),
            Figures(column: .endLatitude, nullShare: 0.440105, percentiles: [], tolerance: 0),
        ]
        var values = [[Double]](repeating: [], count: figures.count)
        try Self.forEachChunk { _, batch, _ in
            for (index, figure) in figures.enumerated() {
                let vector = batch.silver.doubles(figure.column)
                for row in 0..<batch.count where vector.isPresent(row) { values[index].append(vector.values[row]) }
            }
        }
        for (figure, values) in zip(figures, values) { Self.check(values.sorted(), figure) }
    }

    private static func check(_ values: [Double], _ figure: Figures) {
        let name = figure.column.rawValue
        #expect(isNear(1 - Double(values.count) / Double(rows), figure.nullShare, slack: 0.006), "nulls of \(name)")
        for (share, expected) in zip([0.05, 0.25, 0.5, 0.75, 0.95], figure.percentiles) {
            let found = values[Int(Double(values.count) * share)]
            #expect(abs(found - expected) <= figure.tolerance, "percentile \(share * 100) of \(name): \(found), not \(expected)")
        }
        if let range = AccidentLimits.range(of: figure.column), let first = values.first, let last = values.last {
            #expect(range.contains(first) && range.contains(last), "limits of \(name)")
        }
    }

    @Test func everyRowKeepsTheContract() throws {
        var next = 1, nullCities = 0
        var faults: [String] = []
        func check(_ isMet: Bool, _ rule: String) { if !isMet { faults.append("row \(next): \(rule)") } }
        try Self.forEachChunk { model, batch, month in
            for row in 0..<batch.count {
                check(Self.text(batch.id, row) == "A-\(next)", "IDs count from 1")
                check(AccidentLimits.latitude.contains(batch.startLatitude.values[row]), "latitude")
                check(AccidentLimits.longitude.contains(batch.startLongitude.values[row]), "longitude")
                let start = Int(batch.startTime.seconds[row]), end = Int(batch.endTime.seconds[row])
                check((0...AccidentLimits.longestDuration).contains(end - start), "End_Time \(end - start) s after Start_Time")
                let date = CivilDate(days: start / 86_400)
                check(Month(year: date.year, month: date.month) == month.partition, "month of \(date)")
                check(batch.silver.partitions[row] == month.partition.code, "partition")
                check(USState(abbreviation: model.names.states[Int(batch.state.codes[row])]) != nil, "state")
                check(batch.endLatitude.isPresent(row) == (batch.source.codes[row] == 0), "only Source1 knows where a road ends")
                nullCities += batch.city.isPresent(row) ? 0 : 1
                next += 1
            }
        }
        #expect(faults.isEmpty, "\(faults.count) faults: \(faults.prefix(5))")
        #expect(next == Self.rows + 1)
        #expect(nullCities < 12, "3 in 100,000 cities are null")
    }

    @Test func derivedColumnsFollowTheirInputs() throws {
        var rows = 0
        try Self.forEachChunk { _, batch, month in
            guard month.partition == Month(year: 2019, month: 7) else { return }
            let silver = batch.silver
            for row in 0..<batch.count {
                let category = WeatherCategory(condition: batch.weatherCondition.isPresent(row) ? Self.text(batch.weatherCondition, row) : nil)
                #expect(Self.text(silver.strings(.weatherCategory), row) == category.label)
                #expect(silver.integers(.weatherSeverityScore).values[row] == Int64(category.severityScore))
                #expect(Self.text(silver.strings(.season), row) == "Summer")
                #expect(Self.text(silver.strings(.stateRegion), row) == USState(abbreviation: Self.text(batch.state, row))?.region.label)
                let flags = InfrastructureFlag.allCases.filter { silver.booleans($0.column).values[row] == 1 }
                #expect(silver.integers(.infrastructureCount).values[row] == Int64(flags.count))
                #expect(silver.integers(.safetyEquipmentScore).values[row] == Int64(flags.reduce(0) { $0 + $1.safetyWeight }))
                let degrees = batch.temperature.isPresent(row) ? batch.temperature.values[row] : nil
                #expect(
                    Self.text(silver.strings(.temperatureCategory), row)
                        == (degrees.map { TemperatureCategory(fahrenheit: $0).label } ?? ""))
                rows += 1
            }
        }
        #expect(rows > 400)
    }

    /// What makes bytes independent of threads: a chunk is the same whatever its batch held before, and unlike its neighbor.
    @Test func chunkDependsOnNothingDrawnBefore() throws {
        let model = try SampleModel.shared.get()
        func rows(_ numbers: [Int]) -> [[UInt8]] {
            let batch = SampleBatch()
            model.attachDictionaries(to: batch)
            for number in numbers { model.fill(batch, with: .init(month: 70, number: number, count: 300, firstID: 1), seed: 6) }
            var json = JSONRowWriter(AccidentColumn.schema)
            return (0..<batch.count).map { row in
                json.output.removeAll()
                json.write(row, of: batch.silver.columns)
                return json.output
            }
        }
        let second = rows([1])
        #expect(rows([0, 7, 1]) == second)
        #expect(rows([1, 0]) != second)
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
                spaces += Int(batch.hasStreetSpace[row])
            }
        }
        // A real sample of 15,625 rows has 8,460 streets, 15,345 descriptions of 70 characters, 3,125 cities.
        #expect(streets.count > 9_000)
        #expect(descriptions.count > 50_000)
        #expect((5_000...9_000).contains(cities.count))
        #expect((60...80).contains(length / Self.rows))
        #expect(Self.isNear(Double(spaces) / Double(Self.rows), 0.14, slack: 0.03))
    }
}
