import ArgumentParser
import ORC

/// How rows are printed for programs.
enum RowFormat: String, ExpressibleByArgument, CaseIterable {
    case csv, json
}

/// The columns that the user wants.
struct ColumnOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only these columns, in this order, separated by commas; repeatable. Default: all.", valueName: "NAME,…"))
    var columns: [String] = []

    /// The names; nil for all. A name that has a comma in it is found as a whole.
    func names(in schema: ORCType) -> [String]? {
        columns.isEmpty ? nil : columns.flatMap { schema.fieldNames.contains($0) ? [$0] : $0.split(separator: ",").map(String.init) }
    }
}

/// Prints rows of one file after another to standard output, a batch at a time.
struct RowPrinter {
    private static let batchSize = 1_024

    let format: RowFormat
    let columns: ColumnOptions
    /// The columns of the first file, which those of the others must equal.
    private var type: String?

    init(_ format: RowFormat, _ columns: ColumnOptions) {
        self.format = format
        self.columns = columns
    }

    /// Prints the first `limit` rows of a file.
    mutating func print(_ path: String, limit: Int = .max) throws {
        let file = try ORCFile(path: path)
        let reader = try file.reader(columns: columns.names(in: file.schema), batchSize: max(1, min(limit, Self.batchSize)))
        let isFirst = type == nil
        try expectSameColumns(reader.schema.description, path)
        switch format {
        case .csv: try printCSV(reader, hasHeader: isFirst, limit)
        case .json: try printJSON(reader, file.schema, limit)
        }
    }

    private mutating func expectSameColumns(_ found: String, _ path: String) throws {
        guard found == type ?? found else {
            throw Failure(
                .input, "expected the columns of the first file, \(type ?? ""), found \(found)", at: path,
                advice: "name the columns that the files share with --columns, or print one file at a time")
        }
        type = found
    }

    private func printCSV(_ reader: ORCReader, hasHeader: Bool, _ limit: Int) throws {
        var writer = CSVRowWriter(reader.schema)
        if hasHeader { writer.writeHeader() }
        try forEachBatch(reader, limit) { batch, rows in
            writer.writeLines(rows, of: batch)
            try StandardOutput.write(&writer.output)
        }
        try StandardOutput.write(&writer.output)
    }

    private func printJSON(_ reader: ORCReader, _ root: ORCType, _ limit: Int) throws {
        // A root that is no struct has values, not rows.
        let isRow = root.kind == .struct
        var writer = JSONRowWriter(isRow ? reader.schema : root)
        try forEachBatch(reader, limit) { batch, rows in
            writer.writeLines(rows, of: isRow ? batch : batch.children[0])
            try StandardOutput.write(&writer.output)
        }
    }

    private func forEachBatch(_ reader: ORCReader, _ limit: Int, _ body: (StructVector, Range<Int>) throws -> Void) throws {
        var left = limit
        while left > 0, let batch = try reader.next() {
            let rows = 0..<min(left, batch.count)
            try body(batch, rows)
            left -= rows.count
        }
    }
}
