import ArgumentParser
import ORC

struct ORCHeadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "head",
        abstract: "Print the first rows of an ORC file.",
        discussion: """
            As a table, in which long values are cut; --format prints them whole. Only what is printed is read.

              datamart orc head part-00000.orc
              datamart orc head -n 3 part-00000.orc --columns ID,City,Start_Time
              datamart orc head -n 1 part-00000.orc --format json | jq
            """)

    @Argument(help: ArgumentHelp("The file.", valueName: "FILE"))
    var file: String

    @Option(name: [.customShort("n"), .customLong("rows")], help: ArgumentHelp("How many rows.", valueName: "N"))
    var rows = 10

    @OptionGroup var columns: ColumnOptions

    @Option(help: "How to print rows instead of as a table.")
    var format: RowFormat?

    func validate() throws {
        if rows < 0 { throw ValidationError("-n takes a number from 0; found \(rows).") }
    }

    func run() async throws {
        StandardOutput.endQuietlyWhenClosed()
        if let format {
            var printer = RowPrinter(format, columns)
            try printer.print(file, limit: rows)
        } else {
            print(try table().rendered(colors: Terminal.current.outputHasColors), terminator: "")
        }
    }

    private func table() throws -> TextTable {
        let file = try ORCFile(path: file)
        let reader = try file.reader(columns: columns.names(in: file.schema), batchSize: max(1, min(rows, 1_024)))
        let fields = reader.schema.columns.filter { $0.depth == 0 }
        var table = TextTable(columns: fields.map { $0.isNumber ? .number($0.name) : .text($0.name) }, rows: [])
        while table.rows.count < rows, let batch = try reader.next() {
            for row in 0..<min(batch.count, rows - table.rows.count) {
                table.rows.append(zip(fields, batch.children).map { Self.cell(row, of: $1, $0.type) })
            }
        }
        return table
    }

    private static let longestCell = 40

    /// A value as in JSON, without quotes around it.
    private static func cell(_ row: Int, of vector: ColumnVector, _ type: ORCType) -> String {
        guard vector.isPresent(row) else { return "–" }
        var writer = JSONRowWriter(type)
        writer.write(row, of: vector)
        let bytes = writer.output.first == UInt8(ascii: "\"") ? writer.output.dropFirst().dropLast() : writer.output[...]
        let text = String(decoding: bytes, as: UTF8.self)
        return text.count > longestCell ? text.prefix(longestCell - 1) + "…" : text
    }
}
