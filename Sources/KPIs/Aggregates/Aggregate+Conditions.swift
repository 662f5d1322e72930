public import Cubes

extension Aggregate {
    /// `agg_weather`: by state, weather, temperature and visibility category and season.
    ///
    /// - Throws: ``KPIError`` with code `cube` when the cube lacks a dimension or a measure, as all below.
    public static func weather(from conditions: Cube) throws -> Aggregate {
        try Aggregate(
            conditions,
            keys: [
                Column("state", conditions.text(.state)), Column("weather_category", conditions.text(.weather)),
                Column("temperature_category", conditions.text(.temperatureCategory)),
                Column("visibility_category", conditions.text(.visibilityCategory)), Column("season", conditions.text(.season)),
            ])
    }

    /// `agg_infrastructure`: by state, source, year and equipment the accidents with it, and how many others are known to be without it.
    ///
    /// Only rows with an accident in either column; types in byte order.
    public static func infrastructure(from equipment: Cube) throws -> Aggregate {
        let tables = try EquipmentTables(equipment)
        let keys = try EquipmentKeys(equipment, tables.strata)
        let types = InfrastructureType.all.indices.sorted { InfrastructureType.all[$0].name < InfrastructureType.all[$1].name }
        var rows: [(state: Int, stratum: Int, type: Int, index: Int)] = []
        for state in tables.states.indices {
            for stratum in 0..<tables.strata.count {
                for (order, type) in types.enumerated() {
                    let index = tables.index(state: state, stratum: stratum, type: type)
                    if tables.with[index].accidents + tables.without[index].accidents > 0 { rows.append((state, stratum, order, index)) }
                }
            }
        }
        return Aggregate(
            keys: [
                Column("state", .text(codes: rows.map { Int32($0.state) }, dictionary: tables.states)),
                Column("source", .text(codes: rows.map { keys.sources[$0.stratum] }, dictionary: equipment.dictionary(.source))),
                Column("year", .integers(rows.map { keys.years[$0.stratum] })),
                Column(
                    "infrastructure_type", .text(codes: rows.map { Int32($0.type) }, dictionary: types.map { InfrastructureType.all[$0].name })),
            ],
            rows.map { tables.with[$0.index] },
            extras: [
                Column("accidents_without", .integers(rows.map { tables.without[$0.index].accidents })),
                Column("severe_without", .integers(rows.map { tables.without[$0.index].severe })),
            ])
    }
}

/// The source and the year of each stratum.
private struct EquipmentKeys {
    private(set) var sources: [Int32]
    private(set) var years: [Int64]

    init(_ cube: Cube, _ strata: Strata) throws {
        sources = Array(repeating: Cube.nullKey, count: strata.count)
        years = Array(repeating: 0, count: strata.count)
        let cubeSources = cube.keys(.source)
        let cubeYears = try cube.required(.year)
        for (cell, stratum) in strata.ofCell.enumerated() {
            sources[stratum] = cubeSources?[cell] ?? Cube.nullKey
            years[stratum] = Int64(cubeYears[cell])
        }
    }
}
