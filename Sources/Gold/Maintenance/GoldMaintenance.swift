/// A store whose tables outlive a publication, and need care of their own.
public protocol GoldMaintenance: Sendable {
    /// Brings the tables and views that are there to the schema that this version creates. Rows stay as they are.
    ///
    /// What is not Datamart's is neither dropped nor changed. A migration that was interrupted is continued by the next.
    ///
    /// - Parameters:
    ///   - isDryRun: whether the plan is all that is wanted.
    ///   - review: is shown the plan before anything is carried out.
    /// - Returns: the plan, carried out unless this was a dry run.
    /// - Throws: ``GoldError/Code/foreign`` naming everything that stands in the way, with nothing changed;
    ///   ``GoldError/Code/busy`` while a publication is under way.
    func migrate(isDryRun: Bool, review: @Sendable (MigrationPlan) async throws -> Void) async throws -> MigrationPlan

    /// Looks at how the published tables answer the queries of the API, and what would help.
    ///
    /// - Parameters:
    ///   - runs: how often each query is timed; nil: they are not.
    ///   - isApplying: whether proposals by which nothing can be lost are carried out first.
    /// - Returns: what was found, after what was applied.
    /// - Throws: ``GoldError/Code/unreachable`` when nothing is published there.
    func optimize(timing runs: Int?, isApplying: Bool) async throws -> OptimizationReport
}
