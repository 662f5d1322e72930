import ArgumentParser
import Datamart
import Gold

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the tables of a MySQL Gold to the schema of this version.",
        discussion: """
            Creates what is missing (tables, columns, indexes, partitions, views), changes what is built otherwise, and drops indexes that \
            Gold does not have, as `datamart schema` prints it. Every statement is shown with its reason before the first is run. \
            Published rows stay; a run publishes anew what cannot be told from them.

            Nothing that Datamart has not made is dropped or changed: tables and views that stand in the way are named (exit code 5), columns \
            of others are left. A migration that was interrupted is continued by the next. An SQLite Gold needs none.

              datamart migrate --gold mysql://etl@db.example.org/accidents_lakehouse --dry-run
              datamart migrate --gold mysql://etl@db.example.org/accidents_lakehouse
              datamart migrate --dry-run --json | jq -r '.steps[].statement'
            """)

    @OptionGroup var place: GoldOption
    @OptionGroup var settings: SettingsOptions

    @Flag(help: "Show the plan, and change nothing.")
    var dryRun = false

    @Flag(help: "Print the plan as JSON.")
    var json = false

    func run() async throws {
        let app = try await place.app(settings)
        let start = ContinuousClock.now
        let plan = try await interruptible { [dryRun, json] in
            try await app.migrate(isDryRun: dryRun) { plan in try printResult(plan, asJSON: json) { MigrationSummary(plan).text(colors: $0) } }
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        if let plan {
            if !json { print(MigrationSummary(plan).conclusion(isDryRun: dryRun, seconds: seconds)) }
        } else {
            try printResult(MigrationPlan(), asJSON: json) { _ in "An SQLite Gold needs no migration: a run makes the file anew.\n" }
        }
    }
}
