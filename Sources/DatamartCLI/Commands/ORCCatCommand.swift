import ArgumentParser
import ORC

struct ORCCatCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cat",
        abstract: "Print all rows of ORC files.",
        discussion: """
            JSON has one object per line, in the form of the Apache ORC project's own tools. CSV has a heading; a null is nothing, an \
            empty string "", and lists, maps, structs and binaries are JSON. Several files must have the same columns. Memory does \
            not grow with the files.

              datamart orc cat part-00000.orc | jq .State
              datamart orc cat part-00000.orc --columns State,Severity --format csv
              datamart orc cat part-00000.orc part-00001.orc --columns City | sort | uniq -c
            """)

    @Argument(help: ArgumentHelp("The files, printed in this order.", valueName: "FILE"))
    var files: [String]

    @OptionGroup var columns: ColumnOptions

    @Option(help: "How to print rows.")
    var format = RowFormat.json

    func run() async throws {
        StandardOutput.endQuietlyWhenClosed()
        var printer = RowPrinter(format, columns)
        for file in files { try printer.print(file) }
    }
}
