public import Gold

extension MySQLGoldStore: GoldMaintenance {
    /// Runs on the connection that holds the right to publish, a statement at a time. Each is done wholly or not at all.
    @discardableResult
    public func migrate(isDryRun: Bool = false, review: @Sendable (MigrationPlan) async throws -> Void = { _ in }) async throws -> MigrationPlan {
        let options = options
        return try await withRightToPublish { control in
            let plan = try await control.run { try Migration($0, options.schema($0.dialect)).plan() }
            try await review(plan)
            guard !isDryRun else { return plan }
            try Self.check(plan)
            for step in plan.steps {
                try Task.checkCancellation()
                try await reporting(store: server, table: step.relation) { try await Self.carryOut(step.statement, on: control, options) }
            }
            return plan
        }
    }

    /// Calls `body` with a connection that has the right to publish for as long.
    func withRightToPublish<Result: Sendable>(_ body: (MySQLSession) async throws -> Result) async throws -> Result {
        let (control, options) = (MySQLSession(server), options)
        return try await reporting(store: server) {
            do {
                try await options.retry.run(while: \.isPassingRefusal) {
                    try await control.run { connection in
                        try connection.checkVersion()
                        try WriterLock.take(connection)
                    }
                }
                let result = try await body(control)
                try await control.run(WriterLock.release)
                await control.close()
                return result
            } catch {
                try? await control.run(WriterLock.release)
                await control.close()
                throw error
            }
        }
    }

    /// Runs a statement that changes a table. A reader's open transaction makes it wait, and new readers behind it: it gives way and tries again.
    static func carryOut(_ statement: String, on control: MySQLSession, _ options: MySQLOptions) async throws {
        do {
            try await options.retry.run(while: \.isLostRace) {
                try await control.run { connection in
                    try WriterLock.check(connection)
                    try connection.execute("SET SESSION lock_wait_timeout = \(options.lockWaitSeconds)")
                    try connection.execute(statement)
                }
            }
        } catch let error as MySQLError where error.isLostRace {
            let names = try await control.run { $0.openTransactions() }.joined(separator: "; or by ")
            let holder = names.isEmpty ? "a transaction that is open" : names
            throw GoldError(.busy, "the table is held by \(holder); end it, then start the same command again: what was done stays", cause: error)
        } catch let error as MySQLError where error.refusesRows {
            throw GoldError(
                .rejected, "the rows that are there do not fit the new definition; `datamart run --force-refresh` makes the table anew", cause: error)
        }
    }

    private static func check(_ plan: MigrationPlan) throws(GoldError) {
        guard !plan.obstacles.isEmpty else { return }
        let list = plan.obstacles.map { "\($0.relation): \($0.text)" }.joined(separator: "; ")
        throw GoldError(.foreign, "nothing was changed, because of what stands in the way. \(list)")
    }
}

extension MySQLError {
    /// Whether a value does not fit its column's new definition, or a key would be there twice.
    fileprivate var refusesRows: Bool {
        [Code.duplicateKey, Code.duplicateKeyWithName, 1138, 1264, 1265, 1292, 1366, 1406, 3819, 4025].contains(code)
    }
}
