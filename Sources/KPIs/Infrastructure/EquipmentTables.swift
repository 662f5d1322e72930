import Cubes

/// For each state, stratum and type of equipment: the accidents with and without it, by severity.
///
/// An accident whose flag is unknown is in neither.
struct EquipmentTables {
    let states: [String]
    let strata: Strata
    private(set) var with: [SeverityCounts]
    private(set) var without: [SeverityCounts]

    /// Fills the tables in one sweep over the cells of an equipment cube.
    ///
    /// - Throws: ``KPIError`` with code `cube` when a dimension or measure is missing.
    init(_ cube: Cube) throws {
        let stateKeys = try cube.required(.state)
        let flags = try cube.required(.flags)
        let severities = try SeverityColumns(cube)
        states = cube.dictionary(.state)
        strata = try Strata(cube)
        let types = InfrastructureType.all
        with = Array(repeating: SeverityCounts(), count: states.count * strata.count * types.count)
        without = with
        for cell in stateKeys.indices {
            let first = (Int(stateKeys[cell]) * strata.count + strata.ofCell[cell]) * types.count
            let severities = severities[cell]
            for (index, type) in types.enumerated() {
                guard let isPresent = type.isPresent(flags[cell]) else { continue }
                if isPresent { with[first + index] += severities } else { without[first + index] += severities }
            }
        }
    }

    /// Where the counts of a (state, stratum, type) stand in ``with`` and ``without``.
    func index(state: Int, stratum: Int, type: Int) -> Int { (state * strata.count + stratum) * InfrastructureType.all.count + type }
}
