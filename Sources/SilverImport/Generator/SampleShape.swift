import Foundation
import Silver

/// The shares and percentiles that the sample generator draws from: the resource `sample-shape.json`.
///
/// Lists by year follow ``years``, lists by source are Source1, Source2, Source3.
struct SampleShape: Decodable, Sendable {
    struct State: Decodable, Sendable {
        var code: String
        var share: Double
        var timezone: String
        /// First three digits of its commonest ZIP codes.
        var zips: [String]
        /// Number of distinct cities.
        var cities: Int
    }

    /// A city with accidents enough to be known by name.
    struct City: Decodable, Sendable {
        var state: String
        var name: String
        var share: Double
        var latitude: Double
        var longitude: Double
    }

    /// P(severity | state, source, year) is proportional to `base[source][year][severity] · states[state][severity]`.
    struct Severity: Decodable, Sendable {
        var base: [String: [[Double]]]
        /// The ten commonest states, and `other`.
        var states: [String: [Double]]
    }

    /// Normal scores of the temperature: state + month + hour + a rest of this standard deviation.
    struct Warmth: Decodable, Sendable {
        var states: [String: Double]
        var months: [Double]
        var hours: [Double]
        var rest: Double
    }

    /// Shares of the weather conditions, up to March 2019 (`early`) and later: [0] when warm, [1] when cold (36 °F or less).
    struct Conditions: Decodable, Sendable {
        var names: [String]
        var early: [[Double]]
        var late: [[Double]]
    }

    struct Winds: Decodable, Sendable {
        var names: [String]
        var early: [Double]
        var late: [Double]
    }

    /// Shares of the combinations of flags (bit `i` is flag `i`) at severity 1–2 (`mild`) and 3–4 (`severe`).
    struct Flags: Decodable, Sendable {
        var names: [String]
        var masks: [UInt16]
        var mild: [Double]
        var severe: [Double]
    }

    struct Nulls: Decodable, Sendable {
        var byYear: [String: [Double]]
        var overall: [String: Double]
    }

    var years: [Int]
    /// Share of each month, `YYYY-MM`.
    var months: [String: Double]
    /// Sunday first.
    var weekdays: [Double]
    /// Shares of the hours: [0] from Monday to Friday, [1] at weekends.
    var hours: [[Double]]
    var sources: [String: [Double]]
    /// Share of Source1's rows whose Start_Time is written with fractional seconds, by year.
    var fractionalSeconds: [Double]
    var states: [State]
    var cities: [City]
    var severity: Severity
    var warmth: Warmth
    var conditions: Conditions
    var winds: Winds
    var flags: Flags
    var nulls: Nulls
    /// 101 values per column of the published CSV, and `duration_minutes`.
    var percentiles: [String: [Double]]

    /// The shape that comes with the library.
    static func load() throws -> SampleShape {
        guard let url = Bundle.module.url(forResource: "sample-shape", withExtension: "json") else {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: "sample-shape.json"])
        }
        return try JSONDecoder().decode(SampleShape.self, from: Data(contentsOf: url))
    }
}

extension SampleShape.City {
    init(from decoder: any Decoder) throws {
        var row = try decoder.unkeyedContainer()
        state = try row.decode(String.self)
        name = try row.decode(String.self)
        share = try row.decode(Double.self)
        latitude = try row.decode(Double.self)
        longitude = try row.decode(Double.self)
    }
}
