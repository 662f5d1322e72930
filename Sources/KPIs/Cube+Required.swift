internal import Cubes

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
    private let columns: [[Int64]]

    init(_ cube: Cube) throws {
        columns = try Measure.severityHistogram.columnNames.map { try cube.required(column: $0) }
    }

    /// How many accidents of each severity a cell holds.
    subscript(cell: Int) -> SeverityCounts {
        SeverityCounts(one: columns[0][cell], two: columns[1][cell], three: columns[2][cell], four: columns[3][cell])
    }
}
