import Gold

/// What is in the database, and whose it is: our tables carry the owner's mark in their comment.
extension MySQLConnection {
    /// A table or view of the database.
    struct Relation {
        let name: String
        let isView: Bool
        let isOurs: Bool
    }

    /// Every table and view, by name.
    func relations() throws -> [String: Relation] {
        let query = "SELECT TABLE_NAME, TABLE_TYPE, TABLE_COMMENT FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()"
        let all = try rows(query).map { row in
            Relation(
                name: row[0].text ?? "", isView: row[1].text?.contains("VIEW") ?? false,
                isOurs: row[2].text?.hasPrefix(MySQLSchema.ownerMark) ?? false)
        }
        return Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    }

    /// The published tables that a publication replaces: ours, save the ledger and what is being built or thrown away.
    func publishedTables() throws -> [String] {
        try relations().values.filter { $0.isOurs && !StagingName.isStaging($0.name) && $0.name != GoldTable.datamartRuns.name }.map(\.name).sorted()
    }

    /// Throws when a table or view that Datamart has not made has one of `names`.
    func checkOwner(of names: [String]) throws {
        let relations = try relations()
        if let foreign = names.compactMap({ relations[$0] }).first(where: { !$0.isOurs }) { throw foreign.refusal }
    }

    /// Throws when a table, or a view that shows anything but the table of Gold that it should, has the name of one of `views`. A view whose
    /// definition this account may not see is taken for ours.
    func checkOwner(of views: [GoldView]) throws {
        let (relations, layouts) = (try relations(), try viewLayouts())
        for view in views {
            guard let relation = relations[view.name] else { continue }
            let definition = layouts[view.name].map { $0.definition.isEmpty || $0.reads(view.table.name) }
            guard relation.isView && definition != false else { throw relation.refusal }
        }
    }

    /// Drops what publications that died have left.
    func dropLeftovers() throws {
        try drop(try relations().values.filter { $0.isOurs && StagingName.isStaging($0.name) }.map(\.name).sorted())
    }

    /// Drops the published tables that the version of `tables` has not.
    func dropPublished(except tables: [String]) throws {
        try drop(try publishedTables().filter { !tables.contains($0) && $0 != GoldTable.datamartVersion.name })
    }

    private func drop(_ tables: [String]) throws {
        if !tables.isEmpty { try execute("DROP TABLE IF EXISTS \(MySQLSchema.list(tables))") }
    }
}

extension MySQLConnection.Relation {
    /// What is thrown where this has the name of something of ours.
    fileprivate var refusal: GoldError {
        GoldError(
            .foreign,
            "a \(isView ? "view" : "table") \(name) that Datamart has not made stands there; rename or drop it, or name another database")
    }
}
