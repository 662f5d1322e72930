import ArgumentParser
import Cubes
import Datamart
import Foundation
import Logging
import Pipeline

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Read Silver, compute every table and publish them as one new version of Gold.",
        discussion: """
            Readers see the version before until the new one is complete. A run that fails, is stopped by a quality gate or is \
            interrupted changes nothing. The result goes to standard output; add --json for a program.

              datamart run --silver silver --gold sqlite:gold.db
              datamart run --silver /data/warehouse --gold none      compute and check, publish nothing
              datamart run --force-refresh               scan everything, whatever is kept
              datamart run --json | jq .export_summary
              datamart run --set datamart.kpi_thresholds.top_hotspots_count=100

            No Silver yet? Make it from a CSV with `datamart import`, or a sample with `datamart generate`.
            """)

    @OptionGroup var places: PlaceOptions
    @OptionGroup var settings: SettingsOptions

    @Option(
        help: ArgumentHelp("The table's columns in order, for ORC files that name theirs _col0, _col1 and so on.", valueName: "NAME,…"))
    var columns: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Fill these cubes only, gold or peers for all of a set, and derive nothing. Needs --gold none.", valueName: "NAME"))
    var cubes: [String] = []

    @OptionGroup var scope: ScopeOptions

    @Flag(help: "Print the result as JSON.")
    var json = false

    func validate() throws {
        if !cubes.isEmpty, places.gold != "none" { throw ValidationError("--cubes publishes nothing; add --gold none.") }
    }

    func run() async throws {
        let loaded = try settings.start(places.flags + [("--columns", "silver.columns", columns)])
        let app = try await DatamartApp(loaded.configuration)
        let specs = cubes.isEmpty ? nil : try CubeSpec.named(cubes)
        let scope = try scope.scope
        let result = try await withProgress("Scanning") { bar in
            if let specs { try await app.check(specs, progress: bar.update) } else { try await app.run(scope: scope, progress: bar.update) }
        }
        try printResult(result, asJSON: json) { RunSummary(result).text(colors: $0) }
    }
}
