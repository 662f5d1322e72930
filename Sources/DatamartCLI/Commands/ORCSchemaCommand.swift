import ArgumentParser
import ORC

struct ORCSchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the columns of an ORC file and their types.",
        discussion: """
            Types are named as in Hive. The parts of lists, maps, structs and unions are columns of their own, indented below them; \
            the numbers are those that error messages name.

              datamart orc schema part-00000.orc
              datamart orc schema part-00000.orc --json
            """)

    @Argument(help: ArgumentHelp("The file.", valueName: "FILE"))
    var file: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        StandardOutput.endQuietlyWhenClosed()
        let schema = try ORCFile(path: file).schema
        try printResult(ORCSchemaReport(file, schema), asJSON: json) { Self.table(schema).rendered(colors: $0) }
    }

    static func table(_ schema: ORCType) -> TextTable {
        TextTable(
            columns: [.number("number"), .text("column"), .text("type")],
            rows: schema.columns.map { ["\($0.type.id)", $0.indentedName, $0.typeName] })
    }
}

/// The answer of `datamart orc schema --json`.
private struct ORCSchemaReport: Encodable {
    struct Column: Encodable {
        let number: Int
        let name: String
        let type: String
        let attributes: [String: String]
    }

    let file: String
    let type: String
    let columns: [Column]

    init(_ file: String, _ schema: ORCType) {
        self.file = file
        type = schema.description
        columns = schema.columns.map { Column(number: $0.type.id, name: $0.path, type: $0.type.description, attributes: $0.type.attributes) }
    }
}
