import Gold

/// What a publication works with.
struct PublishingContext: Sendable {
    let server: MySQLServer
    let options: MySQLOptions
    let schema: MySQLSchema
    let loader: MySQLLoader
    /// The connection that holds the right to publish, and on which the version changes.
    let control: MySQLSession
    let runID: String
    /// What tables built aside are called.
    var staging: StagingName { StagingName(runID: runID) }
}

// MARK: Ending

extension PublishingContext {
    /// Takes back what was done for a version that will not be: open changes, tables built aside, the run's row of the ledger.
    ///
    /// Where another run has got the right to publish meanwhile, it has done so already.
    func abandon() async {
        try? await control.run { [runID] connection in
            // Before anything else: DDL would commit what is open.
            try connection.execute("ROLLBACK")
            try WriterLock.hold(connection)
            try connection.dropLeftovers()
            try connection.rows("DELETE FROM datamart_runs WHERE run_id = ? AND status = 'running'", [.text(runID)])
            try WriterLock.release(connection)
        }
        await control.close()
    }

    /// Does what is left once readers have the new version, made of `tables`: makes views, drops what was built aside and what is of the
    /// version before alone. What fails here is made up for by the next run.
    func settle(_ tables: [GoldTable]) async {
        let views = GoldCatalog.views(of: tables)
        try? await control.run { try $0.open(tables.map(\.name) + [GoldTable.datamartVersion.name]) }
        try? await control.run { try $0.createViews(views) }
        try? await control.run { try $0.dropPublished(except: tables.map(\.name)) }
        try? await control.run { try $0.dropLeftovers() }
        try? await control.run(WriterLock.release)
        await control.close()
    }
}

// MARK: Misuse

extension PublishingContext {
    /// Throws unless `table` can be created beside `tables`.
    func checkNew(_ table: GoldTable, beside tables: [GoldTable]) throws(GoldError) {
        guard (tables + GoldCatalog.ledger).contains(where: { $0.name == table.name }) else { return }
        throw GoldError(.usage, "the table is there already", table: table.name, store: server.description)
    }

    /// What is thrown for a table that was not created.
    func unknown(_ table: GoldTable) -> GoldError {
        GoldError(.usage, "the table was not created in this publication", table: table.name, store: server.description)
    }

    /// What is thrown once the publication has ended.
    var ended: GoldError { GoldError(.usage, "the publication of run \(runID) has ended", store: server.description) }
}
