import Foundation

extension Population {
    /// Reads the population resources that ship with the package. Call it once a run.
    ///
    /// - Throws: ``KPIError`` with code `resource`, naming file and line, when a resource is missing or malformed.
    public static func bundled() throws -> Population {
        try Population(folder: Bundle.module.resourceURL ?? Bundle.module.bundleURL)
    }

    /// Reads `states.tsv`, `places.tsv`, `alternates.tsv` and `aliases.tsv` from a folder. The earlier file wins where two name one place.
    init(folder: URL) throws {
        states = try Resource(folder, "states.tsv").rows.reduce(into: [:]) { try $0[$1.text(0)] = $1.number(2) }
        country = states.values.reduce(0, +)
        var places: [String: Int64] = [:]
        places.reserveCapacity(30_000)
        for row in try Resource(folder, "places.tsv").rows { places[try Population.key(row.text(0), row.text(1))] = try row.number(2) }
        for row in try Resource(folder, "alternates.tsv").rows {
            try Population.add(row, name: row.text(1), place: row.text(2), to: &places)
        }
        for row in try Resource(folder, "aliases.tsv").rows {
            try Population.add(row, name: PlaceName.normalized(row.text(1)), place: PlaceName.normalized(row.text(2)), to: &places)
        }
        self.places = places
    }

    /// Gives the other name that `row` tells the population of its place, unless a place has that name already.
    private static func add(_ row: Resource.Row, name: String, place: String, to places: inout [String: Int64]) throws {
        let state = try row.text(0)
        guard let population = places[key(state, place)] else { throw row.error("expected a name of places.tsv, found '\(place)'") }
        if places[key(state, name)] == nil { places[key(state, name)] = population }
    }
}

/// The lines of a tab-separated resource.
private struct Resource {
    let rows: [Row]

    init(_ folder: URL, _ name: String) throws {
        do {
            let bytes = try [UInt8](Data(contentsOf: folder.appendingPathComponent(name)))
            rows = bytes.split(separator: UInt8(ascii: "\n")).enumerated().map {
                Row(file: name, line: $0.offset + 1, fields: $0.element.split(separator: UInt8(ascii: "\t")))
            }
        } catch {
            throw KPIError(.resource, "expected a readable file; is the package's resource bundle beside the executable?", at: name, cause: error)
        }
    }

    struct Row {
        let file: String
        let line: Int
        let fields: [ArraySlice<UInt8>]

        func text(_ field: Int) throws -> String {
            guard field < fields.count else { throw error("expected \(field + 1) fields, found \(fields.count)") }
            return String(decoding: fields[field], as: UTF8.self)
        }

        func number(_ field: Int) throws -> Int64 {
            guard let value = Int64(try text(field)), value > 0 else { throw error("expected a positive number, found '\(try text(field))'") }
            return value
        }

        func error(_ message: String) -> KPIError { KPIError(.resource, message, at: "\(file):\(line)") }
    }
}
