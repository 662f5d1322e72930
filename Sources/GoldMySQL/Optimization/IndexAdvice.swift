import Gold

/// What is to be said of the indexes of one table: which are missing, which nothing uses, which are there twice.
struct IndexAdvice {
    let table: GoldTable
    let schema: MySQLSchema
    let found: TableLayout
    /// The API's queries of the table.
    let queries: [OptimizationReport.Query]
    /// As ``MySQLConnection/indexReads()`` gives it.
    let reads: [String: Int]?

    /// Every index but the primary key, by name.
    var indexes: [OptimizationReport.Index] {
        found.indexes.sorted { $0.key < $1.key }.filter { $0.key != TableLayout.primaryKey }.map { name, index in
            let users = queries.filter { $0.indexes.contains(name) }.map(\.name)
            let reads = reads.map { $0["\(table.name).\(name)"] ?? 0 }
            return OptimizationReport.Index(
                table: table.name, name: name, definition: "\(index)", isOfGold: isOfGold(name), isUnique: index.isUnique,
                isUnused: !queries.isEmpty && users.isEmpty && (reads ?? 0) == 0 && !index.isUnique, queries: users, reads: reads,
                duplicateOf: duplicate(of: name, index))
        }
    }

    /// Indexes of Gold to be made, then others to be dropped.
    var proposals: [OptimizationReport.Proposal] { missing + superfluous }

    private var alter: String { "ALTER TABLE \(MySQLSchema.quoted(table.name))" }

    private func isOfGold(_ name: String) -> Bool { table.indexes.contains { $0.name == name } }

    private var missing: [OptimizationReport.Proposal] {
        let columns = Set(found.columns.map(\.name))
        let absent = schema.indexes(of: table).filter { index in
            columns.isSuperset(of: MySQLSchema.columns(of: index)) && !found.indexes.values.contains { serves(index, $0) }
        }
        return absent.map { index in
            let isTaken = found.indexes[index.name] != nil
            let drop = isTaken ? "DROP KEY \(MySQLSchema.quoted(index.name)), " : ""
            return OptimizationReport.Proposal(
                table.name, "\(alter) \(drop)ADD \(schema.definition(index))", because: reason(index, isTaken: isTaken), isSafe: !isTaken)
        }
    }

    private func reason(_ index: GoldIndex, isTaken: Bool) -> String {
        let suffering = queries.filter { $0.intendedIndex == index.name && !$0.indexes.contains(index.name) }
        let what = isTaken ? "index \(index.name) is on other columns" : "index \(index.name) is missing"
        let effects = suffering.map { "\"\($0.name)\" \($0.isFullScan ? "is a full scan of" : "looks at") \($0.rows) rows" }
        return effects.isEmpty ? what : "\(what): \(effects.joined(separator: ", "))"
    }

    /// Whether an index as it is does what `wanted` is for. Directions are left aside: servers read an index from either end.
    private func serves(_ wanted: GoldIndex, _ index: IndexLayout) -> Bool {
        index.parts.map(\.column) == MySQLSchema.columns(of: wanted) && index.parts.allSatisfy { $0.prefix == nil }
            && (index.isUnique || !wanted.isUnique)
    }

    private var superfluous: [OptimizationReport.Proposal] {
        indexes.filter { !$0.isOfGold && ($0.isUnused || $0.duplicateOf != nil) }.map { index in
            let unused =
                "none of these queries uses \(index.name)" + (index.reads == nil ? ", and the server does not count others" : ", nor did others")
            let reason = index.duplicateOf.map { "index \(index.name) is the beginning of \($0)" } ?? unused
            return OptimizationReport.Proposal(
                table.name, "\(alter) DROP KEY \(MySQLSchema.quoted(index.name))", because: reason, isSafe: false)
        }
    }

    /// An index that answers all that `index` answers. Of two that are alike the one of Gold is none, nor is one that keeps rows unique.
    private func duplicate(of name: String, _ index: IndexLayout) -> String? {
        guard !index.isUnique else { return nil }
        return found.indexes.sorted { $0.key < $1.key }.first { other, longer in
            guard other != name, Self.begins(longer, with: index) else { return false }
            return longer.parts.count > index.parts.count || longer.isUnique || rank(other) < rank(name)
        }?.key
    }

    /// Which of two indexes that are alike is to stay: the lower.
    private func rank(_ name: String) -> (Int, String) { (isOfGold(name) ? 0 : 1, name) }

    /// Whether `shorter` is the beginning of `longer`, read from the same end or from the other.
    private static func begins(_ longer: IndexLayout, with shorter: IndexLayout) -> Bool {
        guard longer.parts.count >= shorter.parts.count, longer.facts == shorter.facts else { return false }
        let pairs = zip(shorter.parts, longer.parts)
        let turned = pairs.map { $0.isDescending != $1.isDescending }
        return pairs.allSatisfy { $0.column == $1.column && $0.column != nil && $0.prefix == $1.prefix } && Set(turned).count == 1
    }
}
