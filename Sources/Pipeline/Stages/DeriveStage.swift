import Accidents
import Cubes
import Gold
import KPIs
import Silver

/// What was derived, and what was found on the way.
struct Derived: Sendable {
    var tables: DerivedTables
    /// What other jobs counted, held against the cubes.
    var findings: [QualityFinding]
    /// What a reader of the figures should know, a sentence each.
    var warnings: [String]

    /// Share of all accidents that are in cities whose population is known; nil without accidents.
    var populationShare: Double? { tables.populationShare }
}

extension Pipeline {
    /// Computes every table that follows from the cubes.
    func derive(_ scan: ScanResult, _ identity: RunIdentity) async throws -> Derived {
        let location = try SilverLocation(resolving: options.silver, database: options.database, in: options.fileSystem)
        let cubes = GoldCubes(scan.cubes)
        let models = try ModelEvidence(beside: location)
        let reconciliation = try Reconciliation(beside: location, cubes)
        let tables = try await DerivedTables(
            cubes, models, thresholds: options.thresholds, accepted: Int64(scan.counts.rowsAccepted), lastUpdated: identity.timestamp)
        return Derived(tables: tables, findings: reconciliation.findings, warnings: models.warnings + reconciliation.warnings)
    }
}
