import Gold

/// Finds out what separates a database from the schema that this version creates.
///
/// The server is asked to build each table that exists a second time, empty and aside, from our own statement: the two are compared as
/// `information_schema` shows them, so that what a server makes of a type or an expression need not be known here.
struct Migration {
    let connection: MySQLConnection
    let schema: MySQLSchema
    private let relations: [String: MySQLConnection.Relation]

    /// - Precondition: `connection` holds the right to publish.
    init(_ connection: MySQLConnection, _ schema: MySQLSchema) throws {
        self.connection = connection
        self.schema = schema
        relations = try connection.relations()
    }

    /// Compares, and leaves nothing behind. Nothing that is published is touched.
    func plan() throws -> MigrationPlan {
        try clear()
        defer { try? clear() }
        try buildAside()
        let (tables, views) = (try connection.layouts(), try connection.viewLayouts())
        var plan = MigrationPlan()
        for table in GoldCatalog.tables { plan += try self.plan(table, tables) }
        for view in GoldCatalog.views { plan += self.plan(view, views) }
        plan.left += tablesOfOthers
        return plan
    }

    /// The tables of Gold that are there and ours, which are those that can differ.
    private var existing: [GoldTable] { GoldCatalog.tables.filter { relations[$0.name]?.isOurs ?? false } }
    private var existingViews: [GoldView] {
        GoldCatalog.views.filter { view in relations[view.name]?.isView ?? false && existing.contains(view.table) }
    }

    private func buildAside() throws {
        for table in existing {
            let name = StagingName.comparison(table.name)
            try connection.execute(schema.createTable(table, as: name, indexed: true, partitions: schema.partitions(of: table, years: [])))
        }
        for view in existingViews { try connection.execute(MySQLSchema.createView(view.aside)) }
    }

    /// Drops what this or an earlier comparison has built.
    private func clear() throws {
        try connection.execute("DROP VIEW IF EXISTS \(MySQLSchema.list(GoldCatalog.views.map(\.aside.name)))")
        let names = try connection.relations().values.filter { $0.isOurs && StagingName.isComparison($0.name) }.map(\.name).sorted()
        if !names.isEmpty { try connection.execute("DROP TABLE IF EXISTS \(MySQLSchema.list(names))") }
    }

    private func plan(_ table: GoldTable, _ layouts: [String: TableLayout]) throws -> MigrationPlan {
        var plan = MigrationPlan()
        guard let relation = relations[table.name] else {
            plan.steps = [MigrationPlan.Step(table.name, schema.createTable(table), because: "the table is missing")]
            return plan
        }
        guard relation.isOurs, let found = layouts[table.name], let wanted = layouts[StagingName.comparison(table.name)] else {
            plan.obstacles = [MigrationPlan.Remark(table.name, "a \(relation.kind) that Datamart has not made stands there")]
            return plan
        }
        let hasRows = try connection.rows("SELECT 1 FROM \(MySQLSchema.quoted(table.name)) LIMIT 1").isEmpty == false
        let years = wanted.partitions.partitions.isEmpty ? [] : try connection.years(of: table, found)
        return TableMigration(table: table, schema: schema, found: found, wanted: wanted, years: years, hasRows: hasRows).plan
    }

    private func plan(_ view: GoldView, _ layouts: [String: ViewLayout]) -> MigrationPlan {
        var plan = MigrationPlan()
        let creation = { MigrationPlan.Step(view.name, MySQLSchema.createView(view), because: $0) }
        guard let relation = relations[view.name] else {
            plan.steps = [creation("the view is missing")]
            return plan
        }
        guard relation.isView, let found = layouts[view.name], !found.definition.isEmpty else {
            let reason = relation.isView ? "the view's definition is not shown; grant SHOW VIEW" : "a table that Datamart has not made stands there"
            plan.obstacles = [MigrationPlan.Remark(view.name, reason)]
            return plan
        }
        guard found.reads(view.table.name) else {
            plan.obstacles = [MigrationPlan.Remark(view.name, "a view that Datamart has not made stands there")]
            return plan
        }
        if var wanted = layouts[view.aside.name] {
            wanted.definition.replace(StagingName.comparison(""), with: "")
            if wanted != found { plan.steps = [creation("the view is defined otherwise")] }
        } else {
            plan.steps = [creation("its table is missing")]
        }
        return plan
    }

    private var tablesOfOthers: [MigrationPlan.Remark] {
        let names = relations.values.filter { relation in
            relation.isOurs && !StagingName.isStaging(relation.name) && !GoldCatalog.tables.contains { $0.name == relation.name }
        }
        return names.map(\.name).sorted().map { MigrationPlan.Remark($0, "a table of another version of Datamart; the next run drops it") }
    }
}

extension GoldView {
    /// The view over the table that is built aside, under a name of its own.
    fileprivate var aside: GoldView {
        var view = self
        view.name = StagingName.comparison(name)
        view.table.name = StagingName.comparison(table.name)
        return view
    }
}

extension MySQLConnection {
    /// The years of the dates in a table that is partitioned by year, ascending.
    func years(of table: GoldTable, _ layout: TableLayout) throws -> [Int] {
        guard let column = table.partitionedByYearOf, layout.columns.contains(where: { $0.name == column }) else { return [] }
        let name = MySQLSchema.quoted(column)
        // An index of dates is read by leaps, date for date.
        let dates = "SELECT DISTINCT \(name) FROM \(MySQLSchema.quoted(table.name))"
        return try rows("SELECT DISTINCT YEAR(\(name)) AS y FROM (\(dates)) d ORDER BY y").compactMap { $0[0].integer.map { Int($0) } }
    }
}

extension MySQLConnection.Relation {
    /// The word for it.
    var kind: String { isView ? "view" : "table" }
}
