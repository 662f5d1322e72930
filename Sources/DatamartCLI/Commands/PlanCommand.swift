import ArgumentParser
import Cubes
import Datamart
import Foundation

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Say which partitions of Silver a run would scan, and why, without doing it.",
        discussion: """
            A run scans what changed since the last one; cubes of the rest are kept in the folder of --state, and their accidents in \
            the published version. Where more than half of Silver changed (a fifth with MySQL), every row is written anew.

              datamart plan --silver silver --gold sqlite:gold.db
              datamart plan --gold none --state gold.db.state
              datamart plan --gold none --state gold.db.state --json | jq '.partitions[] | select(.scans)'
            """)

    @OptionGroup var places: PlaceOptions
    @OptionGroup var settings: SettingsOptions
    @OptionGroup var scope: ScopeOptions

    @Flag(help: "List the partitions that would not be scanned, too.")
    var all = false

    @Flag(help: "Print the plan as JSON.")
    var json = false

    func run() async throws {
        let loaded = try settings.start(places.flags)
        let (plan, workers) = try await DatamartApp(loaded.configuration).plan(scope: scope.scope)
        let summary = PlanSummary(plan, workers: workers)
        try printResult(summary, asJSON: json) { summary.text(all: all, colors: $0) }
    }
}
