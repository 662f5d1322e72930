import ArgumentParser
import ORC

struct ORCCountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count",
        abstract: "Print the number of rows of ORC files.",
        discussion: """
            Only the end of each file is read. `datamart orc check` counts the rows that are really there.

              datamart orc count part-00000.orc
              datamart orc count part-00000.orc part-00001.orc --json
            """)

    @Argument(help: ArgumentHelp("The files.", valueName: "FILE"))
    var files: [String]

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        StandardOutput.endQuietlyWhenClosed()
        let report = ORCCountReport(files: try files.map { .init(file: $0, rows: try ORCFile(path: $0).rowCount) })
        try printResult(report, asJSON: json) { files.count == 1 ? "\(report.rows)\n" : report.table.rendered(colors: $0) }
    }
}

/// The answer of `datamart orc count`.
private struct ORCCountReport: Encodable {
    struct File: Encodable {
        let file: String
        let rows: Int
    }

    let rows: Int
    let files: [File]

    init(files: [File]) {
        self.files = files
        rows = files.reduce(0) { $0 + $1.rows }
    }

    var table: TextTable {
        TextTable(columns: [.text("file"), .number("rows")], rows: files.map { [$0.file, grouped($0.rows)] } + [["total", grouped(rows)]])
    }
}
