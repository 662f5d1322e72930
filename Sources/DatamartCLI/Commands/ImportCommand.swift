import ArgumentParser
import Datamart
import Logging
import Silver
import SilverImport

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Turn the published accidents CSV into Silver.",
        discussion: """
            Any edition and form is understood, plain or gzipped. The new Silver replaces the old one in one step at the end; an \
            import that fails or is interrupted leaves the old one whole. Rows that cannot be used are listed with line and reason.

              datamart import US_Accidents_March23.csv --silver silver
              datamart import part1.csv.gz part2.csv.gz --silver silver
              unzip -p archive.zip | datamart import - --silver silver
              datamart import dec21.csv --silver silver --append --id-prefix d21-   editions reuse IDs
              datamart import saved_by_excel.csv --silver silver --date-order dmy
            """)

    @Argument(help: ArgumentHelp("Files to import in this order; - is standard input.", valueName: "CSV"))
    var files: [String]

    @Option(help: ArgumentHelp("The warehouse folder to write; made when it is missing.", valueName: "DIR"))
    var silver: String?

    @Flag(help: "Add to the Silver that is there instead of replacing it.")
    var append = false

    @Option(help: "Which number comes first in dates such as 08/02/2016; decided from the file when left out.")
    var dateOrder: DateOrder?

    @Option(help: ArgumentHelp("Put this before every ID, for editions that reuse IDs.", valueName: "TEXT"))
    var idPrefix = ""

    @Flag(help: "Drop rows that equal an earlier row in everything but ID. They are counted in any case.")
    var dropCopies = false

    @Option(help: ArgumentHelp("Where to list rejected rows. Default: _rejected_rows.csv in the warehouse.", valueName: "FILE"))
    var rejects: String?

    @Option(
        help: ArgumentHelp(
            "Fail when a larger share of the rows is rejected, 0 to 1. Default: datamart.quality.max_rejected_share.", valueName: "SHARE"))
    var maxRejectedShare: String?

    @OptionGroup var settings: SettingsOptions

    @Flag(help: "Print the report as JSON.")
    var json = false

    func validate() throws {
        if files.count(where: { $0 == "-" }) > 1 { throw ValidationError("Standard input (-) can be read once only.") }
        if rejects?.isEmpty == true { throw ValidationError("--rejects takes the name of a file; found an empty text.") }
    }

    func run() async throws {
        let loaded = try settings.start([
            ("--silver", "datamart.silver", silver), ("--max-rejected-share", "datamart.quality.max_rejected_share", maxRejectedShare),
        ])
        let report = try await report(try options(loaded.configuration))
        log(report)
        let summary = ImportSummary(report: report, warehouse: loaded.configuration.silver.warehouse)
        try printResult(report, asJSON: json) { summary.text(colors: $0) }
    }

    private func report(_ options: CSVImportOptions) async throws -> ImportReport {
        do {
            return try await withProgress("Importing") { bar in
                try await CSVImport(options).run { progress in
                    bar.update(rows: progress.rowsRead, fraction: progress.bytesTotal.map { Double(progress.bytesRead) / Double(max($0, 1)) })
                }
            }
        } catch {
            throw Failure(writingSilver: error)
        }
    }

    private func log(_ report: ImportReport) {
        let logger = Logger(label: "datamart.import")
        for warning in report.warnings { logger.warning("\(warning)") }
        let counts = [("rows_read", report.rowsRead), ("rows_accepted", report.rowsAccepted), ("rows_rejected", report.rowsRejected)]
        var fields = Logger.Metadata(uniqueKeysWithValues: counts.map { ($0, .stringConvertible($1)) })
        fields["import_duration_seconds"] = .stringConvertible(report.seconds)
        logger.info("import finished", metadata: fields)
    }

    private func options(_ configuration: DatamartConfiguration) throws -> CSVImportOptions {
        let warehouse = try SilverWarehouse(configuration.silver.warehouse, database: configuration.hive.database)
        var options = CSVImportOptions(inputs: files.map { $0 == "-" ? .standardInput : .file($0) }, warehouse: warehouse)
        options.appends = append
        options.idPrefix = idPrefix
        options.dateOrder = dateOrder
        options.dropsCopies = dropCopies
        options.maximumRejectedShare = configuration.qualityGates.maxRejectedShare
        options.rejectsPath = rejects
        return options
    }
}
