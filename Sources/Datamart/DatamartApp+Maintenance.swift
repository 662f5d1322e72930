public import Gold

extension DatamartApp {
    /// Brings the published tables and views to the schema that this version creates; rows stay as they are.
    ///
    /// - Parameters:
    ///   - isDryRun: whether the plan is all that is wanted.
    ///   - review: is shown the plan before anything is carried out.
    /// - Returns: the plan. Nil for a store that needs no migration because a run makes it anew.
    /// - Throws: `GoldError` when something that is not Datamart's stands in the way, a publication is under way, or the store fails.
    public func migrate(isDryRun: Bool = false, review: @Sendable (MigrationPlan) async throws -> Void = { _ in }) async throws -> MigrationPlan? {
        try await (store as? any GoldMaintenance)?.migrate(isDryRun: isDryRun, review: review)
    }

    /// Looks at how the published tables answer the queries of an API, and what would help.
    ///
    /// - Parameters:
    ///   - runs: how often each query is timed; nil: they are not.
    ///   - isApplying: whether proposals by which nothing can be lost are carried out first.
    /// - Returns: the report. Nil for a store that every publication leaves indexed and analyzed.
    /// - Throws: `GoldError` when nothing is published, a publication is under way, or the store fails.
    public func optimize(timing runs: Int? = nil, isApplying: Bool = false) async throws -> OptimizationReport? {
        try await (store as? any GoldMaintenance)?.optimize(timing: runs, isApplying: isApplying)
    }
}
