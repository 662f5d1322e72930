import Accidents
import ORC
import Silver

/// The `accidents_clean` that is there when rows are appended to it. Its files stay as they are.
struct ExistingAccidents: Sendable {
    private let table: HiveTable

    /// - Throws: ``SilverError`` when the table's folder cannot be listed.
    init(_ warehouse: SilverWarehouse) throws {
        let path = warehouse.path(of: .accidents)
        table = try HiveTable(name: SilverTable.accidents.rawValue, path: path)
    }

    /// The folder of a month, from the table's; nil when the table has none. Other writers may call it `accident_month=02`.
    func folder(of partition: Month) -> String? {
        table.partitions.first { $0.month == partition }.map { String($0.path.dropFirst(table.path.count + 1)) }
    }

    /// The files of a month, in byte order of their paths.
    func files(of partition: Month) -> [DataFile] { table.partitions.filter { $0.month == partition }.flatMap(\.files) }

    /// Gives all files a second name in the same place below `folder`.
    func link(into folder: String) throws {
        for file in table.partitions.flatMap(\.files) {
            let target = folder + file.path.dropFirst(table.path.count)
            try Files.createDirectory(String(target[..<(target.lastIndex(of: "/") ?? target.endIndex)]))
            try Files.link(file.path, target)
        }
    }

    /// The sums of each year's rows.
    func sums(parallelism: Int) async throws -> [Int: SilverSums] {
        let months = table.partitions.filter { $0.month != nil }
        let results = try await inParallel(months.count, width: parallelism) { try Self.sums(of: months[$0].files) }
        var years: [Int: SilverSums] = [:]
        for (month, sums) in zip(months, results) {
            guard let year = month.month?.year else { continue }
            years[year, default: SilverSums()].merge(sums)
        }
        return years
    }

    private static func sums(of files: [DataFile]) throws -> SilverSums {
        var sums = SilverSums()
        for file in files {
            try read(file, SilverSums.columns) { rows, projection in
                let batch = SilverBatch(rows, projection)
                SilverSums.fillCells(of: batch)
                sums.add(batch, rows: Array(0..<Int32(rows.count)))
            }
        }
        return sums
    }

    /// Adds each ID of some files to `found`.
    static func addIDs(of files: [DataFile], to found: inout IdentifierSet) throws {
        for file in files {
            try read(file, [.id]) { rows, projection in
                guard let ids: StringVector = projection.vector(.id, in: rows) else { return }
                for row in 0..<rows.count where ids.isPresent(row) { _ = found.insert(ids.value(row)) }
            }
        }
    }

    private static func read(_ file: DataFile, _ columns: [AccidentColumn], _ body: (StructVector, FileProjection) throws -> Void) throws {
        guard file.size > 0 else { return }
        do {
            let orc = try ORCFile(path: file.path)
            let projection = try FileProjection(orc.schema, file: file.path, wanted: columns, positional: nil)
            let reader = try orc.reader(columns: projection.names)
            while let rows = try reader.next() { try body(rows, projection) }
        } catch let error as ORCError {
            throw SilverError(.io, "a file of the table that is there cannot be read", at: .init(file: file.path), cause: error)
        }
    }
}

extension HivePartition {
    /// The month of a partition of `accidents_clean`; nil where year or month is null.
    fileprivate var month: Month? {
        let columns = SilverTable.accidents.partitionColumns
        guard let year = integer(columns[0]), let month = integer(columns[1]) else { return nil }
        return Month(year: year, month: month)
    }
}

extension SilverBatch {
    /// A view of rows that were read from a file: columns that it does not have are null.
    convenience init(_ rows: StructVector, _ projection: FileProjection) {
        let children = AccidentColumn.allCases.map { column -> ColumnVector in
            if let vector: ColumnVector = projection.vector(column, in: rows) { return vector }
            let vector = ColumnVector.make(for: ORCType(column.orcKind))
            vector.fillNull(rows.count)
            return vector
        }
        self.init(StructVector(children))
        columns.count = rows.count
    }
}
