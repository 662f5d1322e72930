public import Cubes

extension Aggregate {
    /// `agg_city`: by state and city (grouped and spelt as in `kpis_security`; null for accidents without one), with the expected score E.
    ///
    /// - Throws: ``KPIError`` with code `cube` when the cube lacks a dimension or a measure, as all below.
    public static func city(from city: Cube) throws -> Aggregate {
        guard let groups = try SecurityGroups(city) else {
            return Aggregate(keys: [Column("state", text([])), Column("city", text([]))], [], extras: [Column("expected_score", .doubles([]))])
        }
        let rows = (groups.cities + groups.withoutCity).sorted { ($0.state, $0.city ?? "") < ($1.state, $1.city ?? "") }
        return Aggregate(
            keys: [Column("state", text(rows.map(\.state))), Column("city", text(rows.map(\.city)))], rows.map(\.severities),
            extras: [Column("expected_score", .doubles(rows.map(\.expectedScore)))])
    }

    /// `agg_grid`: by state and cell of 0.01°, with the mean position of its accidents and the years that saw one.
    public static func grid(from grid: Cube) throws -> Aggregate {
        let cells = try GridCells(grid)
        let codes = cells.states.enumerated().flatMap { code, state in repeatElement(Int32(code), count: state.cells.count) }
        let centroids = (0..<cells.count).map { cells.centroid($0) }
        return Aggregate(
            keys: [
                Column("state", .text(codes: codes, dictionary: cells.states.map(\.name))),
                Column("latitude_cell", .integers((0..<cells.count).map { Int64(cells.row($0)) })),
                Column("longitude_cell", .integers((0..<cells.count).map { Int64(cells.column($0)) })),
            ],
            (0..<cells.count).map(cells.severities),
            extras: [
                Column("latitude", .doubles(centroids.map(\.latitude))), Column("longitude", .doubles(centroids.map(\.longitude))),
                Column("years_active", .integers((0..<cells.count).map { Int64(cells.years($0).nonzeroBitCount) })),
            ])
    }

    private static func text(_ values: [String?]) -> Values {
        let dictionary = Set(values.compactMap(\.self)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let codes = Dictionary(uniqueKeysWithValues: dictionary.enumerated().map { ($0.element, Int32($0.offset)) })
        return .text(codes: values.map { $0.flatMap { codes[$0] } ?? Cube.nullKey }, dictionary: dictionary)
    }
}
