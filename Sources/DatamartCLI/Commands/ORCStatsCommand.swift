import ArgumentParser
import ORC

struct ORCStatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Print stripes, encodings, sizes and statistics of an ORC file.",
        discussion: """
            Everything comes from the footers; no value is read. Bytes of a column are those of its own streams, indexes included; \
            the sum is the total length for strings and binaries, the number of true values for booleans and of elements for lists and maps.

              datamart orc stats part-00000.orc
              datamart orc stats part-00000.orc --json | jq '.columns[] | {name, bytes}'
            """)

    @Argument(help: ArgumentHelp("The file.", valueName: "FILE"))
    var file: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        StandardOutput.endQuietlyWhenClosed()
        let statistics = try ORCFileStatistics(try ORCFile(path: file))
        try printResult(statistics, asJSON: json) { statistics.text(colors: $0) }
    }
}
