import Accidents
import Foundation
import ORC
import Silver

/// Everything that generated rows are drawn from, made once from a ``SampleShape``: read-only, shared by all tasks.
///
/// A chunk of rows is drawn pass by pass (times, places, severity, weather, texts); each pass is an extension in a file of
/// its own.
struct SampleModel: Sendable {
    let months: [SampleMonth]
    let hours: [AliasTable]
    let duration: PercentileCurve

    let places: [SamplePlaces.Place]
    let roads: [SampleRoads.Road]
    let roadTable: AliasTable
    let states: [StateFacts]
    /// First three digits of ZIP codes, state by state.
    let zipPrefixes: [Int32]
    let names: Names
    let nulls: [String: Double]

    let severity: [AliasTable]
    let distance: PercentileCurve
    let distanceDraw: CoupledUniform
    let flagMasks: [UInt16]
    let mildFlags: AliasTable
    let severeFlags: AliasTable

    let weather: SampleWeather
    let daylight = Daylight()
    let words = SampleWords()

    /// What a row needs to know of its state. Holds no references, so that copies cost nothing.
    struct StateFacts: Sendable {
        /// The two letters.
        var first: UInt8, second: UInt8
        var timezone: Int32
        /// Longitude of the zone's mean time.
        var meridian: Double
        var observesDaylightSaving: Bool
        /// Where its ZIP prefixes stand in ``SampleModel/zipPrefixes``.
        var firstZip: Int32, zipCount: Int32
        /// Row of ``SampleShape/Severity/states``.
        var severityGroup: Int
        var warmth: Double
        /// Code of the region.
        var region: Int32
    }

    /// The dictionaries of the columns that hold codes.
    struct Names: Sendable {
        let sources = ["Source1", "Source2", "Source3"]
        let timezones = ["US/Eastern", "US/Central", "US/Mountain", "US/Pacific"]
        let daylight = ["Day", "Night"]
        let country = ["US"]
        var states: [String]
        var cities: [String]
        var counties: [String]
        var airports: [String]
    }

    init(_ shape: SampleShape) throws {
        let towns = try SamplePlaces(shape, Gazetteer.load())
        let network = SampleRoads(towns)
        places = towns.places
        roads = network.roads
        roadTable = AliasTable(network.shares)
        names = Names(
            states: shape.states.map(\.code), cities: towns.cities.names, counties: towns.counties.names, airports: towns.airports.names)
        let groups = shape.severity.states.keys.filter { $0 != "other" }.sorted() + ["other"]
        states = try Self.stateFacts(shape, zones: names.timezones, severityGroups: groups)
        zipPrefixes = shape.states.flatMap { $0.zips.compactMap { Int32($0) } }
        severity = try Self.severityTables(shape, sources: names.sources, groups: groups)
        months = try SampleMonth.all(shape, sources: names.sources)
        hours = shape.hours.map { AliasTable($0) }
        nulls = shape.nulls.overall
        duration = try shape.curve("duration_minutes")
        distance = try shape.curve("Distance(mi)")
        // Feeds other than Source1 give a point more often than a stretch of road.
        let elsewhere = zip(shape.years.indices, shape.yearShares).reduce(0) { sum, year in
            sum + year.1 * (1 - (shape.sources["Source1"]?[year.0] ?? 0))
        }
        distanceDraw = CoupledUniform(cut: distance.share(below: 0.0145), hit: 0.86, of: elsewhere)
        flagMasks = shape.flags.masks
        mildFlags = AliasTable(shape.flags.mild)
        severeFlags = AliasTable(shape.flags.severe)
        weather = try SampleWeather(shape)
    }

    /// The column's dictionaries, for one batch: a dictionary belongs to one task.
    func attachDictionaries(to batch: SampleBatch) {
        for (vector, entries) in [
            (batch.source, names.sources), (batch.state, names.states), (batch.city, names.cities), (batch.county, names.counties),
            (batch.timezone, names.timezones), (batch.airportCode, names.airports), (batch.country, names.country),
            (batch.windDirection, weather.windNames), (batch.weatherCondition, weather.conditionNames),
        ] + batch.daylight.map({ ($0, names.daylight) }) {
            vector.dictionary = StringDictionary(entries)
        }
        attachCategories(to: batch.silver)
    }

    /// Draws a chunk's rows into a batch whose dictionaries are attached.
    func fill(_ batch: SampleBatch, with chunk: SamplePlan.Chunk, seed: UInt64) {
        var random = RandomStream(seed: seed, chunk.month, chunk.number)
        let month = months[chunk.month]
        batch.start(chunk.count, partition: month.partition)
        drawTimes(batch, month, &random)
        drawPlaces(batch, &random)
        drawSeverity(batch, month, &random)
        drawWeather(batch, month, &random)
        drawDaylight(batch, month, &random)
        writeTexts(batch, firstID: chunk.firstID, &random)
        derive(batch, month)
    }
}

extension SampleModel {
    private static func stateFacts(_ shape: SampleShape, zones: [String], severityGroups: [String]) throws -> [StateFacts] {
        var nextZip: Int32 = 0
        return try shape.states.map { state in
            guard let zone = zones.firstIndex(of: state.timezone), let other = severityGroups.indices.last,
                let region = USState(abbreviation: state.code)?.region
            else {
                throw SampleShape.missing("time zone or region of \(state.code)")
            }
            let letters = Array(state.code.utf8)
            defer { nextZip += Int32(state.zips.count) }
            return StateFacts(
                first: letters[0], second: letters[1], timezone: Int32(zone), meridian: -75 - 15 * Double(zone),
                observesDaylightSaving: state.code != "AZ", firstZip: nextZip, zipCount: Int32(state.zips.count),
                severityGroup: severityGroups.firstIndex(of: state.code) ?? other, warmth: shape.warmth.states[state.code] ?? 0,
                region: Int32(region.rawValue))
        }
    }

    /// Tables by (group of states, source, year).
    private static func severityTables(_ shape: SampleShape, sources: [String], groups: [String]) throws -> [AliasTable] {
        try groups.flatMap { group in
            try sources.flatMap { source in
                guard let factors = shape.severity.states[group], let base = shape.severity.base[source] else {
                    throw SampleShape.missing("severity of \(group), \(source)")
                }
                return base.map { AliasTable(zip($0, factors).map { $0 * $1 }) }
            }
        }
    }
}

extension SampleShape {
    /// Share of each year.
    var yearShares: [Double] {
        years.map { year in months.filter { $0.key.hasPrefix("\(year)-") }.reduce(0) { $0 + $1.value } }
    }

    /// The percentiles of a column of the published CSV.
    func curve(_ column: String) throws -> PercentileCurve {
        guard let values = percentiles[column], values.count == 101 else { throw Self.missing("101 percentiles of \(column)") }
        return PercentileCurve(values)
    }

    /// The error of a resource that lacks a part.
    static func missing(_ part: String) -> SilverError {
        SilverError(.io, "sample-shape.json lacks \(part): the installed copy is damaged; install again.")
    }
}
