import Gold

/// The way from a table as it is to the table as it should be, in as few statements as can be: each may copy the whole table.
struct TableMigration {
    let table: GoldTable
    let schema: MySQLSchema
    let found: TableLayout
    /// How the server builds the table from our own statement.
    let wanted: TableLayout
    /// The years of the rows that are there, ascending; of use for a partitioned table alone.
    let years: [Int]
    let hasRows: Bool

    /// Clauses of an `ALTER TABLE`, and what they are for.
    private struct Changes {
        var clauses: [String] = []
        var reasons: [String] = []

        mutating func add(_ clauses: String..., because reason: String) {
            self.clauses += clauses
            reasons.append(reason)
        }
    }

    /// The statements. Where rows have to be parted anew, indexes that are missing are built afterwards, once.
    var plan: MigrationPlan {
        var plan = MigrationPlan()
        let (parting, additions) = (partitionSteps, indexAdditions)
        var changes = Changes()
        changeColumns(&changes)
        changeKeys(&changes)
        changeOptions(&changes)
        if parting.isEmpty {
            changes.clauses += additions.clauses
            changes.reasons += additions.reasons
        }
        plan.steps = step(changes) + parting + (parting.isEmpty ? [] : step(additions))
        plan.left = left
        plan.obstacles = obstacles
        return plan
    }

    private func step(_ changes: Changes) -> [MigrationPlan.Step] {
        guard !changes.clauses.isEmpty else { return [] }
        let separator = changes.clauses.count == 1 ? " " : "\n    "
        return [
            MigrationPlan.Step(
                table.name, alter + separator + changes.clauses.joined(separator: ",\n    "), because: changes.reasons.joined(separator: "; "))
        ]
    }

    private var alter: String { "ALTER TABLE \(MySQLSchema.quoted(table.name))" }
}

// MARK: Columns

extension TableMigration {
    private var missingColumns: Set<String> { Set(wanted.columns.map(\.name)).subtracting(found.columns.map(\.name)) }
    private var foreignColumns: [String] { found.columns.map(\.name).filter { name in !wanted.columns.contains { $0.name == name } } }

    /// Columns are added and moved to where readers expect them; those that are not ours stay between them.
    private func changeColumns(_ changes: inout Changes) {
        let definitions = Dictionary(schema.columnDefinitions(of: table).map { ($0.name, $0.text) }) { first, _ in first }
        var order = found.columns.map(\.name).filter { definitions[$0] != nil }
        var position = 0
        for column in wanted.columns {
            let definition = definitions[column.name] ?? ""
            let place = position == 0 ? "FIRST" : "AFTER \(MySQLSchema.quoted(order[position - 1]))"
            if let existing = found.columns.first(where: { $0.name == column.name }) {
                var differences = existing.facts.differences(from: column.facts)
                let isMisplaced = order[position] != column.name
                if isMisplaced { differences.append("it stands in another place") }
                if !differences.isEmpty {
                    changes.add(
                        "MODIFY COLUMN \(definition)\(isMisplaced ? " \(place)" : "")",
                        because: "column \(column.name): \(differences.joined(separator: ", "))")
                }
                order.removeAll { $0 == column.name }
            } else {
                changes.add("ADD COLUMN \(definition) \(place)", because: "column \(column.name) is missing")
            }
            order.insert(column.name, at: position)
            position += 1
        }
    }

    /// A figure that nobody knows is not made up: the server would put a zero in its place.
    private var obstacles: [MigrationPlan.Remark] {
        let unknown = hasRows ? table.columns.filter { missingColumns.contains($0.name) && !$0.isNullable && !$0.isAutoIncrement } : []
        let isLedger = table.name == GoldTable.datamartRuns.name
        let advice = isLedger ? "rename the table, so that a new ledger is made" : "`datamart run --force-refresh` makes the table anew"
        return unknown.map {
            MigrationPlan.Remark(table.name, "column \($0.name) is missing, and its values are not known for the rows that are there; \(advice)")
        }
    }

    private var left: [MigrationPlan.Remark] {
        foreignColumns.map { MigrationPlan.Remark(table.name, "column \($0) is none of Datamart's") }
            + foreignIndexes.map { MigrationPlan.Remark(table.name, "index \($0) is on a column that is none of Datamart's") }
    }
}

// MARK: Keys and options

extension TableMigration {
    private var superfluousIndexes: [String] { found.indexes.keys.filter { wanted.indexes[$0] == nil }.sorted() }
    private var foreignIndexes: [String] { superfluousIndexes.filter { isForeign(found.indexes[$0]) } }

    private func isForeign(_ index: IndexLayout?) -> Bool { index?.parts.contains { $0.column.map(foreignColumns.contains) ?? false } ?? false }

    /// Drops indexes that are superfluous or to be made otherwise, and exchanges a primary key that is not ours.
    private func changeKeys(_ changes: inout Changes) {
        let key = TableLayout.primaryKey
        for name in superfluousIndexes where name != key && !foreignIndexes.contains(name) {
            changes.add("DROP KEY \(MySQLSchema.quoted(name))", because: "index \(name) is none of Gold's")
        }
        for (name, index) in found.indexes.sorted(by: { $0.key < $1.key }) where name != key && wanted.indexes[name].map({ $0 != index }) ?? false {
            changes.clauses.append("DROP KEY \(MySQLSchema.quoted(name))")
        }
        guard found.indexes[key] != wanted.indexes[key] else { return }
        if found.indexes[key] != nil { changes.clauses.append("DROP PRIMARY KEY") }
        changes.add("ADD " + MySQLSchema.primaryKey(of: table), because: reason("the primary key", found.indexes[key], wanted.indexes[key]))
    }

    private var indexAdditions: Changes {
        var changes = Changes()
        for index in schema.indexes(of: table) where found.indexes[index.name] != wanted.indexes[index.name] {
            let reason = reason("index \(index.name)", found.indexes[index.name], wanted.indexes[index.name])
            changes.add("ADD \(schema.definition(index))", because: reason)
        }
        return changes
    }

    private func reason(_ what: String, _ found: IndexLayout?, _ wanted: IndexLayout?) -> String {
        guard let found, let wanted else { return "\(what) is missing" }
        guard "\(found)" == "\(wanted)" else { return "\(what) is \(found) instead of \(wanted)" }
        return "\(what): " + found.facts.differences(from: wanted.facts).joined(separator: ", ")
    }

    private func changeOptions(_ changes: inout Changes) {
        let differences = found.options.differences(from: wanted.options)
        if !differences.isEmpty { changes.add(MySQLSchema.options(), because: differences.joined(separator: ", ")) }
    }
}

// MARK: Partitions

extension TableMigration {
    private var partitionSteps: [MigrationPlan.Step] {
        let (isParted, mustBeParted) = (!found.partitions.partitions.isEmpty, !wanted.partitions.partitions.isEmpty)
        guard found.partitions.facts != wanted.partitions.facts || mustBeParted && !MySQLSchema.isByYear(found.partitions.partitions) else {
            return mustBeParted ? yearSteps : []
        }
        let reason = mustBeParted ? "its rows are not parted by the year of \(table.partitionedByYearOf ?? "")" : "it is not to be partitioned"
        return (isParted ? [MigrationPlan.Step(table.name, "\(alter) REMOVE PARTITIONING", because: reason)] : [])
            + (mustBeParted ? [MigrationPlan.Step(table.name, alter + schema.partitions(of: table, years: years), because: reason)] : [])
    }

    private var yearSteps: [MigrationPlan.Step] {
        schema.missingYears(of: table, found, years: years).map { year, statement in
            MigrationPlan.Step(table.name, statement, because: "\(year) has no partition of its own")
        }
    }
}

extension MySQLSchema {
    /// Whether each of `partitions` but the last is that of the year in its name, and the last takes what is later.
    static func isByYear(_ partitions: [PartitionLayout.Partition]) -> Bool {
        partitions.last == PartitionLayout.Partition(name: futurePartition, bound: "MAXVALUE")
            && partitions.dropLast().allSatisfy { part in Int(part.bound).map { part.name == partition($0 - 1) } ?? false }
    }

    /// A statement for each of `years` that has no partition of its own in a table that is partitioned by year.
    func missingYears(of table: GoldTable, _ layout: TableLayout, years: [Int]) -> [(year: Int, statement: String)] {
        var existing = Self.years(ofPartitions: layout.partitions.partitions.map(\.name))
        return years.filter { !existing.contains($0) }.map { year in
            defer { existing = (existing + [year]).sorted() }
            return (year, Self.addPartition(year, to: table, existing: existing))
        }
    }
}
