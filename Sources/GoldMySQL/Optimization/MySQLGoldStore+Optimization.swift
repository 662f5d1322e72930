public import Gold

extension MySQLGoldStore {
    /// Reads on one connection; what is applied runs on the one that has the right to publish.
    public func optimize(timing runs: Int? = nil, isApplying: Bool = false) async throws -> OptimizationReport {
        guard isApplying else { return try await report(timing: runs) }
        let applied = try await report(timing: nil).proposals.filter(\.isSafe)
        if !applied.isEmpty {
            let options = options
            try await withRightToPublish { control in
                for proposal in applied {
                    try Task.checkCancellation()
                    try await reporting(store: server, table: proposal.table) {
                        try await Self.carryOut(proposal.statement, on: control, options)
                    }
                }
            }
        }
        var report = try await report(timing: runs)
        report.applied = applied
        return report
    }

    private func report(timing runs: Int?) async throws -> OptimizationReport {
        let options = options
        return try await reporting(store: server) {
            try await pool.withSession { session in
                try await session.run { try Optimizer(connection: $0, schema: options.schema($0.dialect)).report(timing: runs) }
            }
        }
    }
}
