import Foundation
import Silver

/// The real places of each state: the resource `places.tsv`, made from GeoNames (`Resources/SOURCES.md`).
struct Gazetteer: Sendable {
    struct Place: Sendable {
        /// As GeoNames writes it, or as the feed does for the cities with most accidents.
        var name: String
        /// Of its center, in degrees.
        var latitude: Double
        var longitude: Double
        /// Inhabitants, 1 or more.
        var population: Double
    }

    /// By the state's two letters; in a state the most populous first, each name once.
    let places: [String: [Place]]

    /// The places that come with the library.
    ///
    /// - Throws: ``SilverError`` `io` naming the line that cannot be read; Foundation's error when there is no resource.
    static func load() throws -> Gazetteer {
        guard let url = Bundle.module.url(forResource: "places", withExtension: "tsv") else {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: "places.tsv"])
        }
        return try Gazetteer(lines: [UInt8](Data(contentsOf: url)))
    }

    /// - Parameter lines: state, name, latitude, longitude and population, with a tab between them and `\n` behind them.
    init(lines: [UInt8]) throws {
        var places: [String: [Place]] = [:]
        for (index, line) in lines.split(separator: UInt8(ascii: "\n")).enumerated() {
            let fields = line.split(separator: UInt8(ascii: "\t")).map { String(decoding: $0, as: UTF8.self) }
            guard fields.count == 5, let latitude = Double(fields[2]), let longitude = Double(fields[3]),
                let population = Double(fields[4]), population >= 1
            else {
                throw SilverError(
                    .io,
                    "places.tsv, line \(index + 1): expected state, name, latitude, longitude and population, found "
                        + "'\(String(decoding: line, as: UTF8.self))': the installed copy is damaged; install again.")
            }
            places[fields[0], default: []].append(
                Place(name: fields[1], latitude: latitude, longitude: longitude, population: population))
        }
        self.places = places
    }
}
