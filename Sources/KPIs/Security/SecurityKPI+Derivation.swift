public import Cubes
import Statistics

extension SecurityKPI {
    /// Accidents of average severity that stand behind each danger index.
    static let priorAccidents = 50.0

    /// The rows of `kpis_security`, ordered by state ("US" in its alphabetical place), the state's own row before its cities, cities in byte order.
    ///
    /// A city is a group of spellings that differ in case alone. Accidents without a city count for their state and the country.
    /// An empty cube gives no rows.
    ///
    /// - Throws: ``KPIError`` with code `cube` when the cube lacks the state, city or year, or the severity histogram.
    public static func derive(
        from cube: Cube, span: ObservedSpan, population: Population, thresholds: KPIThresholds = KPIThresholds()
    ) throws -> [SecurityKPI] {
        guard let groups = try SecurityGroups(cube) else { return [] }
        let country = SecurityKPI(groups.country, groups.reference, inhabitants: population.country, years: span.years, thresholds)
        var states = groups.states.map {
            SecurityKPI($0, groups.reference, inhabitants: population.ofState($0.state), years: span.years, thresholds)
        }
        var cities = groups.cities.map {
            SecurityKPI($0, groups.reference, inhabitants: population.ofCity($0.city ?? "", state: $0.state), years: span.years, thresholds)
        }
        shrinkRates(&states[...], years: span.years)
        for range in stateRanges(cities) { shrinkRates(&cities[range], years: span.years) }
        rankStates(&states)
        rankCities(&cities, scores: groups.cities.map(\.severities.score), thresholds)
        return (states + cities + [country]).sorted { ($0.state, $0.city ?? "") < ($1.state, $1.city ?? "") }
    }

    private init(
        _ group: SecurityGroups.Group, _ reference: IndirectStandardization, inhabitants: Int64?, years: Double, _ thresholds: KPIThresholds
    ) {
        let severities = group.severities
        let n = Double(severities.accidents)
        let score = Double(severities.score)
        state = group.state
        city = group.city
        accidentCount = severities.accidents
        population = inhabitants
        dangerIndex = reference.index(score: score, expected: group.expectedScore, prior: SecurityKPI.priorAccidents)
        dangerIndexRaw = score / n
        dangerLevel = dangerIndex >= thresholds.highDanger ? .high : .normal
        severityDistribution = severities.distributionJSON
        severeShare = Double(severities.severe) / n
        let wilson = ConfidenceInterval.wilson(successes: severities.severe, trials: severities.accidents)
        severeShareCILow = wilson?.low ?? .nan
        severeShareCIHigh = wilson?.high ?? .nan
        guard let inhabitants else { return }
        let perPerson = 100_000 / (years * Double(inhabitants))
        let garwood = ConfidenceInterval.garwood(events: severities.accidents).scaled(by: perPerson)
        accidentRatePer100k = n * perPerson
        rateCILow = garwood.low
        rateCIHigh = garwood.high
    }

    /// Fills ``rateEB`` of the rows that have a population: the rows of one level.
    private static func shrinkRates(_ rows: inout ArraySlice<SecurityKPI>, years: Double) {
        let indices = rows.indices.filter { rows[$0].population != nil }
        let events = indices.map { Double(rows[$0].accidentCount) }
        let exposures = indices.map { Double(rows[$0].population ?? 0) * years }
        guard let rates = EmpiricalBayes.global(events: events, exposures: exposures) else { return }
        for (index, rate) in zip(indices, rates) { rows[index].rateEB = rate * 100_000 }
    }

    /// The ranges of `cities`, ordered by state, that share a state.
    private static func stateRanges(_ cities: [SecurityKPI]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for index in cities.indices {
            if let last = ranges.last, cities[last.lowerBound].state == cities[index].state {
                ranges[ranges.count - 1] = last.lowerBound..<(index + 1)
            } else {
                ranges.append(index..<(index + 1))
            }
        }
        return ranges
    }

    /// Ranks states 1, 2 … by danger index, highest first; ties by state.
    private static func rankStates(_ states: inout [SecurityKPI]) {
        let order = states.indices.sorted { (-states[$0].dangerIndex, states[$0].state) < (-states[$1].dangerIndex, states[$1].state) }
        for (rank, index) in order.enumerated() { states[index].hotspotRank = rank + 1 }
    }

    /// Ranks the cities with enough accidents by Σ severity, highest first; ties by accidents, then state and city.
    private static func rankCities(_ cities: inout [SecurityKPI], scores: [Int64], _ thresholds: KPIThresholds) {
        let order = cities.indices.filter { cities[$0].accidentCount >= thresholds.hotspotMinimumAccidents }
            // Cities are in order of state and name already, so the index breaks the last tie.
            .sorted { (-scores[$0], -cities[$0].accidentCount, $0) < (-scores[$1], -cities[$1].accidentCount, $1) }
        for (rank, index) in order.prefix(thresholds.topHotspots).enumerated() { cities[index].hotspotRank = rank + 1 }
    }
}
