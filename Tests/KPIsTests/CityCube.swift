import Cubes
import KPIs

/// City cubes for tests: from lines of text, so that a test reads as a table.
struct CityCell {
    var state: String
    var city: String?
    var source: String?
    var year: Int32
    var severities: [Int64]
}

extension Cube {
    /// The cube of `cells`, put in key order; without the source when `hasSource` is false.
    static func cities(_ cells: [CityCell], hasSource: Bool = true) -> Cube {
        let sorted = cells.sorted {
            ($0.state, $0.city ?? "", $0.source ?? "", $0.year) < ($1.state, $1.city ?? "", $1.source ?? "", $1.year)
        }
        let texts = [sorted.map { Optional($0.state) }, sorted.map(\.city)] + (hasSource ? [sorted.map(\.source)] : [])
        let dictionaries = texts.map { Set($0.compactMap(\.self)).sorted() }
        let keys = zip(texts, dictionaries).map { column, dictionary in
            let codes = Dictionary(uniqueKeysWithValues: dictionary.enumerated().map { ($0.element, Int32($0.offset)) })
            return column.map { $0.flatMap { codes[$0] } ?? Cube.nullKey }
        }
        var spec = CubeSpec.city
        if !hasSource { spec.dimensions.removeAll { $0 == .source } }
        let histogram = (0..<4).map { severity in sorted.map { $0.severities[severity] } }
        return Cube(spec: spec, keys: keys + [sorted.map(\.year)], dictionaries: dictionaries + [[]], columns: histogram)
    }

    /// The cube of the real sample, `Fixtures/city_cube.tsv`.
    static func sampleCities() throws -> Cube {
        let table = try Table("Fixtures/city_cube.tsv")
        return .cities(
            table.rows.map { row in
                CityCell(
                    state: row[0], city: row[1].isEmpty ? nil : row[1], source: row[2].isEmpty ? nil : row[2], year: Int32(row[3]) ?? 0,
                    severities: row[5...8].map { Int64($0) ?? 0 })
            })
    }
}

extension ObservedSpan {
    /// The span of the real sample.
    static func sample() throws -> ObservedSpan {
        let table = try Table("Fixtures/city_cube.tsv")
        let first = try table.column("first_date").compactMap { Int64($0) }.min() ?? 0
        return ObservedSpan(first: first, last: try table.column("last_date").compactMap { Int64($0) }.max() ?? first)
    }
}

extension Population {
    /// The population of the package, read once for all tests.
    static func shared() throws -> Population { try loaded.get() }
    private static let loaded = Result { try Population.bundled() }
}
