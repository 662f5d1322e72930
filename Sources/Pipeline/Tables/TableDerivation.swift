import Cubes
import Gold
import KPIs

/// How one table of Gold follows from the cubes: what ties its derivation to its columns, in a file of its own beside this one.
struct TableDerivation: Sendable {
    let table: GoldTable
    let derive: @Sendable (DerivationInput) throws -> DerivedTable

    init(_ table: GoldTable, _ derive: @escaping @Sendable (DerivationInput) throws -> DerivedTable) {
        self.table = table
        self.derive = derive
    }

    /// Every derived table, in the order of ``GoldCatalog``.
    static let all: [TableDerivation] =
        [kpisSecurity, kpisTemporal, kpisWeather, kpisInfrastructure, hotspots, mlModelPerformance, dataDrift] + aggregates
}

/// The rows of one table, and whether its levels count the accidents that were accepted.
struct DerivedTable: Sendable {
    var rows: RowBatch
    var levels: [QualityFinding]
    /// Share of all accidents that are in cities whose population is known, where the table tells.
    var populationShare: Double?

    init(_ rows: RowBatch, levels: [QualityFinding] = []) {
        self.rows = rows
        self.levels = levels
    }
}

/// What tables are derived from.
struct DerivationInput: Sendable {
    let cubes: GoldCubes
    let span: ObservedSpan
    let models: ModelEvidence
    /// How far each feature moved, which two tables tell of.
    let drift: [FeatureDrift]
    let thresholds: KPIThresholds
    let levels: LevelFindings
    let lastUpdated: Int64
}
