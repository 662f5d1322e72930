import Accidents
import ORC

/// Where the columns of an optional table stand in a file: by name, ignoring case.
struct TableProjection {
    /// A column of the table and the kinds of type that it may have.
    struct Column {
        var name: String
        var kinds: [ORCType.Kind]

        static func text(_ name: String) -> Column { Column(name: name, kinds: [.string, .varchar, .char]) }
        static func integer(_ name: String) -> Column { Column(name: name, kinds: [.int, .long, .short, .byte]) }
        static func number(_ name: String) -> Column { Column(name: name, kinds: [.double, .float]) }
        static func time(_ name: String) -> Column { Column(name: name, kinds: [.timestamp, .timestampInstant]) }

        /// A time may also be a long of microseconds, Spark's TIMESTAMP_NTZ.
        func allows(_ type: ORCType) -> Bool {
            kinds.contains(type.kind)
                || (kinds.contains(.timestamp) && type.kind == .long && type.attributes["spark.sql.catalyst.type"] == "timestamp_ntz")
        }
    }

    /// The names in the file, in the order of the columns asked for.
    let names: [String]

    /// - Throws: ``SilverError`` with code `missingColumn` when one of `columns` is missing, `layout` when it has another type.
    init(_ schema: ORCType, file: String, table: String, columns: [Column]) throws {
        let known = schema.fieldNames.map { $0.lowercased() }
        names = try columns.map { column in
            guard let index = known.firstIndex(of: column.name) else {
                throw SilverError(
                    .missingColumn, "the column is missing; the file has \(schema.fieldNames.joined(separator: ", "))",
                    at: .init(file: file, table: table, column: column.name))
            }
            guard column.allows(schema.children[index]) else {
                throw SilverError(
                    .layout, "expected \(column.kinds.map { "\($0)" }.joined(separator: " or ")), found \(schema.children[index].kind)",
                    at: .init(file: file, table: table, column: column.name))
            }
            return schema.fieldNames[index]
        }
    }
}

extension HiveTable {
    /// The table called `name` beside `accidents_clean`. Nil when there is none.
    ///
    /// - Throws: ``SilverError`` when its folder cannot be listed.
    static func optional(_ name: String, beside location: SilverLocation) throws -> HiveTable? {
        let folder = location.accidents.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let path = folder + "/" + name
        return try location.fileSystem.isDirectory(path) ? HiveTable(name: name, path: path, in: location.fileSystem) : nil
    }

    /// Calls `body` with every batch of `columns` and the partition that it is of, file by file.
    ///
    /// - Throws: ``SilverError`` for a file that does not have them or cannot be read.
    func forEachBatch(_ columns: [TableProjection.Column], _ body: (HivePartition, StructVector) throws -> Void) throws {
        for (partition, file) in partitions.flatMap({ partition in partition.files.map { (partition, $0) } }) where file.size > 0 {
            do {
                let orc = try fileSystem.openORC(file)
                let projection = try TableProjection(orc.schema, file: file.path, table: name, columns: columns)
                let reader = try orc.reader(columns: projection.names, batchSize: 16_384)
                while let batch = try reader.next() { try body(partition, batch) }
            } catch let error as ORCError {
                throw SilverError(.io, "the file cannot be read", at: .init(file: file.path, table: name), cause: error)
            }
        }
    }
}
