/// Reads a whole file and holds its statistics against its values. See ``ORCFile/check(maximumFindings:progress:)``.
struct FileCheck {
    private(set) var report = ORCCheckReport()

    private let file: ORCFile
    private let maximumFindings: Int
    private let root: ObservedColumn
    /// The columns that a reader delivers, with their names; without encrypted ones.
    private let fields: [Field]
    private let hasEncryptedFields: Bool
    private let workspace: Workspace
    private var vectors: StructVector?
    /// Whether the rows of every stripe were counted.
    private var isRootComplete = true

    private typealias Field = (name: String, column: ObservedColumn)

    init(_ file: ORCFile, maximumFindings: Int) {
        self.file = file
        self.maximumFindings = maximumFindings
        root = ObservedColumn(file.schema)
        workspace = Workspace(limit: file.options.memoryLimit)
        let isRow = file.schema.kind == .struct
        let all: [Field] = isRow ? zip(file.schema.fieldNames, root.children).map { ($0, $1) } : [(Projection.rootName, root)]
        let encrypted = Set(file.footer.encryptedRoots)
        let isEncrypted = { (field: Field) in encrypted.contains(0) || field.column.subtree.contains { encrypted.contains($0.type.id) } }
        fields = all.filter { !isEncrypted($0) }
        hasEncryptedFields = fields.count < all.count
        report.encryptedColumns = all.filter(isEncrypted).map(\.name)
        for field in all where isEncrypted(field) { field.column.markIncomplete() }
    }

    mutating func run(_ progress: (Int) -> Void) {
        let recorded = recordedStatistics()
        for stripe in file.stripes.indices where !report.isCutShort {
            checkStripe(stripe, stripe < recorded.stripes.count ? recorded.stripes[stripe].columns : [], progress)
        }
        guard !report.isCutShort else { return }
        let columns = root.subtree.filter { $0.isComplete && ($0 !== root || isRootComplete) }
        compare(columns, \.file, with: recorded.file, "the file", .init(file: file.name))
    }

    private mutating func recordedStatistics() -> (file: [ColumnStatistics], stripes: [StripeStatistics]) {
        do throws(ORCError) {
            let (whole, stripes) = (try file.statistics(), try file.stripeStatistics())
            if !stripes.isEmpty, stripes.count != file.stripes.count {
                note(ORCError(.malformed, "statistics of \(stripes.count) stripes, the file has \(file.stripes.count)", at: .init(file: file.name)))
            }
            return (whole, stripes)
        } catch {
            note(error)
            return ([], [])
        }
    }

    private mutating func note(_ finding: ORCError) {
        guard !report.isCutShort else { return }
        report.findings.append(finding)
        report.isCutShort = report.findings.count >= maximumFindings
    }
}

// MARK: - Stripes

extension FileCheck {
    private mutating func checkStripe(_ stripe: Int, _ recorded: [ColumnStatistics], _ progress: (Int) -> Void) {
        let indexes = rowIndexes(stripe)
        do throws(ORCError) {
            let found = try readStripe(stripe, fields, indexes, recorded, progress)
            report.rowsRead += file.stripes[stripe].rowCount
            report.stripesRead += 1
            for finding in found { note(finding) }
        } catch {
            isRootComplete = false
            checkFields(stripe, after: error, indexes, recorded)
        }
    }

    /// Reads the columns of a damaged stripe one by one, so that each damage is found and what is whole is checked.
    private mutating func checkFields(_ stripe: Int, after damage: ORCError, _ indexes: [Int: RowIndex], _ recorded: [ColumnStatistics]) {
        var isFound = false
        for field in fields where !report.isCutShort {
            do throws(ORCError) {
                try expectOwnName(field)
                for finding in try readStripe(stripe, [field], indexes, recorded, { _ in }) { note(finding) }
            } catch {
                field.column.markIncomplete()
                // Damage that has no column, as that of the footer, is the same for all.
                if error.location.column == nil { continue }
                isFound = true
                note(error)
            }
        }
        if !isFound { note(damage) }
    }

    /// Of fields that share a name only the first can be read alone.
    private func expectOwnName(_ field: Field) throws(ORCError) {
        guard file.schema.kind == .struct, let index = file.schema.fieldIndex(field.name) else { return }
        if file.schema.children[index].id != field.column.type.id { throw ORCError(.schema, "another column is called \(field.name) too") }
    }

    /// The row indexes by column id; a damaged one is noted.
    private mutating func rowIndexes(_ stripe: Int) -> [Int: RowIndex] {
        guard file.footer.rowIndexStride > 0, file.stripes[stripe].rowCount > 0 else { return [:] }
        var isIncluded = [Bool](repeating: false, count: file.schema.lastID + 1)
        for column in [root] + fields.flatMap(\.column.subtree) { isIncluded[column.type.id] = true }
        do throws(ORCError) {
            let footer = try StripeStreams.footer(file, stripe: stripe, workspace)
            return try StripeIndex(file, stripe: stripe, footer: footer, isIncluded: isIncluded, filtered: [], workspace).rows
        } catch {
            // A damaged footer is met again by the reader of the stripe.
            if error.location.stream != nil { note(file.located(error, stripe: stripe)) }
            return [:]
        }
    }

    /// Reads some columns of a stripe; returns what its statistics and its row indexes say that is not so.
    private mutating func readStripe(
        _ stripe: Int, _ fields: [Field], _ indexes: [Int: RowIndex], _ recorded: [ColumnStatistics], _ progress: (Int) -> Void
    ) throws(ORCError) -> [ORCError] {
        let names = fields.count == self.fields.count && !hasEncryptedFields ? nil : fields.map(\.name)
        let reader = try file.reader(columns: names, stripes: stripe..<stripe + 1, reusing: vectors)
        let columns = (file.schema.kind == .struct ? [root] : []) + fields.flatMap(\.column.subtree)
        for column in columns { column.beginStripe() }
        var groups = GroupCursor(rows: file.stripes[stripe].rowCount, stride: file.footer.rowIndexStride)
        var found: [ORCError] = []
        while let batch = try reader.next() {
            vectors = batch
            var start = 0
            while start < batch.count {
                let rows = start..<min(batch.count, start + groups.rowsLeft)
                observe(rows, of: batch, fields)
                start = rows.upperBound
                if groups.advance(rows.count) {
                    found += contradictions(inGroup: groups.number - 1, columns, indexes, stripe)
                    for column in columns { column.finishGroup() }
                }
            }
            progress(report.rowsRead + groups.row)
        }
        let place = ORCError.Location(file: file.name, stripe: stripe)
        found += contradictions(columns, \.stripe, with: recorded, "the stripe", place)
        for column in columns { column.finishStripe() }
        return found
    }

    private func observe(_ rows: Range<Int>, of batch: StructVector, _ fields: [Field]) {
        if file.schema.kind == .struct { root.addRows(rows, of: batch, parents: rows.count) }
        for (field, vector) in zip(fields, batch.children) { field.column.add(rows, of: vector, parents: rows.count) }
    }
}

/// Counts the rows of a stripe by row groups.
private struct GroupCursor {
    private let rows: Int
    private let stride: Int
    private(set) var row = 0
    /// Groups begun so far, less one.
    private(set) var number = 0
    private var end: Int

    /// - Parameter stride: rows of a group; 0 when the whole stripe is one.
    init(rows: Int, stride: Int) {
        self.rows = rows
        self.stride = stride > 0 ? min(stride, rows) : rows
        end = self.stride
    }

    var rowsLeft: Int { end - row }

    /// Moves on by at most ``rowsLeft`` rows; true at the end of a group.
    mutating func advance(_ count: Int) -> Bool {
        row += count
        guard row == end else { return false }
        number += 1
        end += min(stride, rows - end)
        return true
    }
}

// MARK: - Comparing

extension FileCheck {
    private mutating func compare(
        _ columns: [ObservedColumn], _ level: KeyPath<ObservedColumn, ObservedValues>, with recorded: [ColumnStatistics], _ what: String,
        _ place: ORCError.Location
    ) {
        for finding in contradictions(columns, level, with: recorded, what, place) { note(finding) }
    }

    /// What statistics, by column id, say of some columns that is not so.
    private mutating func contradictions(
        _ columns: [ObservedColumn], _ level: KeyPath<ObservedColumn, ObservedValues>, with recorded: [ColumnStatistics], _ what: String,
        _ place: ORCError.Location
    ) -> [ORCError] {
        columns.flatMap { column -> [ORCError] in
            guard column.type.id < recorded.count else { return [] }
            return contradictions(column, column[keyPath: level], recorded[column.type.id], what, place)
        }
    }

    private mutating func contradictions(
        inGroup group: Int, _ columns: [ObservedColumn], _ indexes: [Int: RowIndex], _ stripe: Int
    ) -> [ORCError] {
        let place = ORCError.Location(file: file.name, stripe: stripe, stream: StripeFooter.Stream.Kind.rowIndex.description)
        return columns.flatMap { column -> [ORCError] in
            guard let entries = indexes[column.type.id]?.entries else { return [] }
            guard group < entries.count else {
                return [located(place, column, "expected an entry for row group \(group), found \(entries.count) entries")]
            }
            return contradictions(column, column.group, entries[group].statistics, "row group \(group)", place)
        }
    }

    private mutating func contradictions(
        _ column: ObservedColumn, _ observed: ObservedValues, _ recorded: ColumnStatistics, _ what: String, _ place: ORCError.Location
    ) -> [ORCError] {
        guard let recorded = file.trusted(recorded) else { return [] }
        report.statisticsCompared += 1
        return observed.contradictions(to: recorded, column.type).map { located(place, column, "\(what), \($0)") }
    }

    private func located(_ place: ORCError.Location, _ column: ObservedColumn, _ message: String) -> ORCError {
        var place = place
        place.column = column.type.id
        place.columnName = file.schema.path(to: column.type.id)
        return ORCError(.malformed, message, at: place)
    }
}
