import Accidents
import Cubes
import KPIs
import Silver
import TestSupport
import Testing

/// What must hold of every indicator whatever the accidents: random ones, from a seed that a failure names.
@Suite struct PropertyTests {
    /// All indicators and aggregates of some cubes.
    private struct Derived: Equatable {
        var security: [SecurityKPI]
        var temporal: [TemporalKPI]
        var weather: [WeatherKPI]
        var infrastructure: [InfrastructureKPI]
        var hotspots: [HotspotKPI]
        var drift: [FeatureDrift]
        var aggregates: [Aggregate]

        init(_ cubes: GoldCubes) throws {
            let span = try #require(try ObservedSpan(daily: cubes[.daily]))
            let thresholds = KPIThresholds(hotspotMinimumAccidents: 3, equipmentMinimumAccidents: 5)
            security = try SecurityKPI.derive(from: cubes[.city], span: span, population: .shared(), thresholds: thresholds)
            temporal = try TemporalKPI.derive(daily: cubes[.daily], hourly: cubes[.hourly])
            weather = try WeatherKPI.derive(from: cubes[.weather])
            infrastructure = try InfrastructureKPI.derive(from: cubes[.equipment], thresholds: thresholds)
            hotspots = try HotspotKPI.derive(from: cubes[.grid], span: span, thresholds: thresholds)
            drift = try FeatureDrift.derive(from: CubeSpec.features.map { try cubes[$0] }, span: span)
            aggregates = try [
                .daily(from: cubes[.daily]), .monthly(from: cubes[.daily]), .hourly(from: cubes[.hourly], daily: cubes[.daily]),
                .city(from: cubes[.city]), .grid(from: cubes[.grid]), .weather(from: cubes[.conditions]), .infrastructure(from: cubes[.equipment]),
            ]
        }

        init(_ accidents: [TestAccident]) throws { try self.init(GoldCubes(CubeSpec.gold.map(accidents.cube))) }
    }

    @Test(arguments: 0..<2 as Range<UInt64>)
    func splittingTheDataAndMergingCubesChangesNothing(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let accidents = (0..<1_500).map { _ in TestAccident.random(using: &random) }
        var parts: [[TestAccident]] = [[], [], []]
        for accident in accidents { parts[Int.random(in: 0..<3, using: &random)].append(accident) }
        let merged = try CubeSpec.gold.map { spec in try Cube.merged(parts.map { $0.cube(spec) }, spec: spec) }
        #expect(try Derived(GoldCubes(merged)) == Derived(accidents), "seed \(seed)")
        #expect(try !Derived(accidents).hotspots.isEmpty, "seed \(seed) makes no hotspot")
    }

    /// Five times every accident: counts and rates are five times as many, indices stay or move as their formula says.
    @Test(arguments: 0..<2 as Range<UInt64>)
    func scalingCountsLeavesIndicesAsTheFormulaSays(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let accidents = (0..<1_000).map { _ in TestAccident.random(using: &random) }
        let (once, often) = (try Derived(accidents), try Derived(Array(repeatElement(accidents, count: 5).joined())))
        let mean = try #require(once.security.first { $0.state == "US" }).dangerIndexRaw
        for (one, five) in zip(once.security, often.security) {
            let place: Comment = "seed \(seed), \(one.state) \(one.city ?? "")"
            #expect(five.accidentCount == 5 * one.accidentCount && five.severityDistribution == one.severityDistribution, place)
            #expect(five.dangerIndexRaw == one.dangerIndexRaw && five.severeShare == one.severeShare, place)
            #expect(near(five.accidentRatePer100k, one.accidentRatePer100k.map { 5 * $0 }), place)
            // danger_index = μ(S + 50μ)/(E + 50μ): E follows from the index of the accidents counted once.
            let score = one.dangerIndexRaw * Double(one.accidentCount)
            let expected = mean * (score + 50 * mean) / one.dangerIndex - 50 * mean
            #expect(near(five.dangerIndex, mean * (5 * score + 50 * mean) / (5 * expected + 50 * mean)), place)
        }
        for (one, five) in zip(once.weather, often.weather) {
            #expect(near(five.dangerRatio, one.dangerRatio) && near(five.seasonalFactor, one.seasonalFactor), "seed \(seed), \(one)")
            #expect(five.severityAvg == one.severityAvg && near(five.avgTemperature, one.avgTemperature), "seed \(seed), \(one)")
            #expect(five.severeShareCIHigh - five.severeShareCILow <= one.severeShareCIHigh - one.severeShareCILow, "seed \(seed), \(one)")
        }
        for (one, five) in zip(once.infrastructure, often.infrastructure) where one.oddsRatio != nil {
            #expect(near(five.oddsRatio, one.oddsRatio) && near(five.accidentReductionRate, one.accidentReductionRate), "seed \(seed), \(one)")
        }
        for (one, five) in zip(once.temporal, often.temporal) {
            #expect(five.severityAvg == one.severityAvg && near(five.seasonalFactor, one.seasonalFactor), "seed \(seed), \(one)")
            #expect(near(five.dailyAverage, 5 * one.dailyAverage), "seed \(seed), \(one)")
        }
    }

    /// Everything about the accidents of other states changes but what the national reference is made of: severity, feed and year.
    @Test(arguments: 0..<2 as Range<UInt64>)
    func aStateDependsOnOthersThroughTheReferenceAlone(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let accidents = (0..<1_500).map { _ in TestAccident.random(using: &random) }
        let others = accidents.map { accident in
            guard accident.state != "TX" else { return accident }
            var other = TestAccident.random(using: &random)
            (other.state, other.severity, other.source) = (accident.state, accident.severity, accident.source)
            other.day = CivilDate.days(year: CivilDate(days: accident.day).year, month: 1 + Int.random(in: 0..<12, using: &random), day: 5)
            return other
        }
        let (one, other) = (try Derived(accidents), try Derived(others))
        // The national span must stay, for rates are over it.
        func texas(_ derived: Derived) -> Derived {
            var texas = derived
            texas.security = derived.security.filter { $0.state == "TX" }.map {
                var row = $0
                (row.accidentRatePer100k, row.rateCILow, row.rateCIHigh, row.rateEB, row.hotspotRank) = (nil, nil, nil, nil, nil)
                return row
            }
            texas.temporal = derived.temporal.filter { $0.state == "TX" }
            texas.weather = derived.weather.filter { $0.state == "TX" }
            texas.infrastructure = derived.infrastructure.filter { $0.state == "TX" }.map {
                var row = $0
                // q-values are over the whole table, and what follows from them.
                (row.qValue, row.safetyImprovementScore, row.recommendation) = (nil, nil, "")
                return row
            }
            texas.hotspots = []
            texas.drift = []
            texas.aggregates = []
            return texas
        }
        #expect(texas(one) == texas(other), "seed \(seed)")
        #expect(one != other)
        let zones = [one, other].map { $0.hotspots.filter { $0.state == "TX" }.map { [$0.latitude, $0.giZ, $0.giQ, $0.radiusMiles] } }
        #expect(zones[0] == zones[1] && !zones[0].isEmpty, "seed \(seed)")
    }

    private func near(_ one: Double?, _ other: Double?) -> Bool {
        guard let one, let other else { return one == nil && other == nil }
        return abs(one - other) <= 1e-9 * abs(other) + 1e-12
    }
}

extension TestAccident {
    /// Three states, four cities and one null, 30 months, feeds that code differently, a cluster in every state.
    fileprivate static func random(using random: inout SplitMix64) -> TestAccident {
        var accident = TestAccident()
        accident.state = ["CA", "NY", "TX"].randomElement(using: &random) ?? "TX"
        accident.city = ["Austin", "austin", "Houston", "Dallas", nil].randomElement(using: &random) ?? nil
        accident.source = ["Source1", "Source2", nil].randomElement(using: &random) ?? nil
        let draw = Double.random(in: 0..<1, using: &random)
        accident.severity = accident.source == "Source2" ? (draw < 0.6 ? 2 : 3) : (draw < 0.1 ? 1 : draw < 0.8 ? 2 : draw < 0.9 ? 3 : 4)
        accident.day = 17_532 + Int.random(in: 0..<912, using: &random)
        accident.hour = Int.random(in: 0..<24, using: &random)
        accident.weather = ["Clear", "Rain", "Snow", nil].randomElement(using: &random) ?? nil
        accident.temperature = Int.random(in: 0..<9, using: &random) == 0 ? nil : Double(Int.random(in: -20..<1_100, using: &random)) / 10
        let isClustered = Int.random(in: 0..<3, using: &random) == 0
        accident.latitude = 30 + Double(Int.random(in: 0..<(isClustered ? 20 : 5_000), using: &random)) / 10_000
        accident.longitude = -97 - Double(Int.random(in: 0..<(isClustered ? 20 : 5_000), using: &random)) / 10_000
        accident.flags = UInt16.random(in: 0..<8_192, using: &random) & UInt16.random(in: 0..<8_192, using: &random)
        accident.unknown = Int.random(in: 0..<5, using: &random) == 0 ? UInt16.random(in: 0..<8_192, using: &random) & ~accident.flags : 0
        return accident
    }
}
