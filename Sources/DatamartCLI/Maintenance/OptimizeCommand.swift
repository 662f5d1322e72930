import ArgumentParser
import Datamart
import Gold

struct OptimizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "optimize",
        abstract: "Say how a MySQL Gold answers the queries of an API, and what would help.",
        discussion: """
            Explains the queries that Gold's indexes are made for, with values that occur in the published data: full scans, the index that \
            each uses, the partitions that it looks into. Then the indexes that nothing uses or that are there twice, the size of each table, \
            and what the server's statistics miss. What would help is proposed as SQL.

            --apply carries out what nothing can be lost by: missing indexes and partitions are made, stale statistics renewed. Nothing is \
            ever dropped. A publication leaves an SQLite Gold indexed and analyzed.

              datamart optimize --gold mysql://etl@db.example.org/accidents_lakehouse
              datamart optimize --gold mysql://etl@db.example.org/accidents_lakehouse --measure
              datamart optimize --apply
              datamart optimize --json | jq -r '.proposals[].statement'
            """)

    @OptionGroup var place: GoldOption
    @OptionGroup var settings: SettingsOptions

    @Flag(help: "Carry out the proposals by which nothing can be lost.")
    var apply = false

    @Flag(help: "Ask each query \(OptimizeCommand.runs) times, with values that vary, and print how long it takes.")
    var measure = false

    @Flag(help: "Print the report as JSON.")
    var json = false

    private static let runs = 200

    func run() async throws {
        let app = try await place.app(settings)
        let (runs, isApplying) = (measure ? Self.runs : nil, apply)
        let report = try await interruptible { try await app.optimize(timing: runs, isApplying: isApplying) }
        if let report {
            try printResult(report, asJSON: json) { OptimizationSummary(report).text(colors: $0) }
        } else {
            try printResult([String: String](), asJSON: json) { _ in
                "An SQLite Gold needs no care: every publication leaves it indexed and analyzed.\n"
            }
        }
    }
}
