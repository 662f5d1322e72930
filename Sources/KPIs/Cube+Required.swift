import Cubes

extension Cube {
    /// The keys of a dimension that a KPI cannot do without.
    ///
    /// - Throws: ``KPIError`` with code `cube`.
    func required(_ dimension: Dimension) throws -> [Int32] {
        guard let keys = keys(dimension) else { throw missing("dimension '\(dimension.name)'") }
        return keys
    }

    /// A measure column that a KPI cannot do without.
    ///
    /// - Throws: ``KPIError`` with code `cube`.
    func required(column name: String) throws -> [Int64] {
        guard let column = column(name) else { throw missing("measure column '\(name)'") }
        return column
    }

    private func missing(_ what: String) -> KPIError {
        let dimensions = spec.dimensions.map(\.name).joined(separator: ", ")
        let columns = spec.columnNames.joined(separator: ", ")
        return KPIError(.cube, "expected \(what), found dimensions \(dimensions) and measures \(columns)", at: "cube '\(spec.name)'")
    }
}

/// The severity histogram of a cube, cell by cell.
struct SeverityColumns {
    private let one, two, three, four: [Int64]

    init(_ cube: Cube) throws {
        let names = Measure.severityHistogram.columnNames
        one = try cube.required(column: names[0])
        two = try cube.required(column: names[1])
        three = try cube.required(column: names[2])
        four = try cube.required(column: names[3])
    }

    /// How many accidents of each severity a cell holds.
    subscript(cell: Int) -> SeverityCounts { SeverityCounts(one: one[cell], two: two[cell], three: three[cell], four: four[cell]) }
}
