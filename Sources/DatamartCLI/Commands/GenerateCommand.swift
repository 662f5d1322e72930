import ArgumentParser
import Datamart
import Silver
import SilverImport

struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Make a sample Silver with the shape of the real data.",
        discussion: """
            Shares, distributions and missing values are those of the published data; the accidents are invented. The same number of \
            rows and the same seed give the same bytes. The sample replaces the Silver that is there.

              datamart generate --rows 100000 --silver silver
              datamart generate --rows 1000000 --seed 7 --csv sample.csv      the same rows as the published CSV has them
            """)

    @Option(help: ArgumentHelp("Accidents to make.", valueName: "N"))
    var rows = 100_000

    @Option(help: ArgumentHelp("Another seed gives other accidents.", valueName: "S"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("The warehouse folder to write; made when it is missing.", valueName: "DIR"))
    var silver: String?

    @Option(help: ArgumentHelp("Write a CSV instead of Silver.", valueName: "FILE"))
    var csv: String?

    @OptionGroup var settings: SettingsOptions

    func validate() throws {
        if csv != nil, silver != nil { throw ValidationError("Give either --silver or --csv.") }
        if csv?.isEmpty == true { throw ValidationError("--csv takes the name of a file; found an empty text.") }
        if rows < 1 { throw ValidationError("--rows takes a number from 1; found \(rows).") }
    }

    func run() async throws {
        let configuration = try settings.start([("--silver", "datamart.silver", silver)]).configuration
        let generator = SampleGenerator(rows: rows, seed: seed, warehouse: configuration.silver.warehouse, database: configuration.hive.database)
        let report = try await report(generator)
        print(Self.summary(report, csv: csv, warehouse: configuration.silver.warehouse), terminator: "")
    }

    private func report(_ generator: SampleGenerator) async throws -> GenerateReport {
        do {
            return try await withProgress("Generating") { [csv, rows] bar in
                let update = { @Sendable (done: Int) in bar.update(rows: done, fraction: Double(done) / Double(rows)) }
                if let csv { return try await generator.writeCSV(to: csv, progress: update) }
                return try await generator.run(progress: update)
            }
        } catch {
            throw Failure(writingSilver: error)
        }
    }

    static func summary(_ report: GenerateReport, csv: String?, warehouse: String) -> String {
        let next = csv.map { "datamart import '\($0)' --silver silver" } ?? "datamart run --silver '\(warehouse)' --gold sqlite:gold.db"
        let speed = grouped(Int(report.rowsPerSecond))
        return """
            Made \(grouped(report.rows)) accidents in \(csv ?? warehouse) in \(duration(report.seconds)) (\(speed) rows/s).
            Next: \(next)

            """
    }
}
