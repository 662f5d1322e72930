import ArgumentParser
import Foundation
import ORC

struct ORCCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read every value of ORC files and verify their statistics.",
        discussion: """
            Statistics of files, stripes and row groups (number of values, nulls, smallest, largest, sums, lengths, true values) are \
            held against the values: readers skip rows by them, so a wrong one loses rows. What is damaged is listed with file, stripe, \
            column, stream and byte offset, and the exit code is 4.

              datamart orc check part-00000.orc
              datamart orc check part-00000.orc part-00001.orc --json
            """)

    @Argument(help: ArgumentHelp("The files.", valueName: "FILE"))
    var files: [String]

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        StandardOutput.endQuietlyWhenClosed()
        let results = check()
        let damaged = results.count { !$0.report.isSound }
        try printResult(results.map(ORCCheckEntry.init), asJSON: json) { ORCCheckSummary(results: results).text(colors: $0) }
        guard damaged == 0 else { throw Failure(.input, "\(damaged) of \(results.count) files \(damaged == 1 ? "is" : "are") damaged") }
    }

    private func check() -> [ORCCheckSummary.Result] {
        let bar = ProgressBar("Checking")
        defer { bar.finish() }
        var rows = 0
        return files.map { path in
            var report = ORCCheckReport()
            do throws(ORCError) {
                let file = try ORCFile(path: path)
                report = file.check { bar.update(rows: rows + $0, fraction: nil) }
            } catch {
                report.findings.append(error)
            }
            rows += report.rowsRead
            return (path, report)
        }
    }
}

/// What was found, for people.
struct ORCCheckSummary {
    typealias Result = (file: String, report: ORCCheckReport)

    let results: [Result]

    func text(colors: Bool) -> String {
        [files.rendered(colors: colors), findings, remarks].filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var files: TextTable {
        TextTable(
            columns: [.text("file"), .number("rows read"), .number("stripes read"), .number("statistics"), .number("findings")],
            rows: results.map { file, report in
                [file, grouped(report.rowsRead), grouped(report.stripesRead), grouped(report.statisticsCompared), grouped(report.findings.count)]
            })
    }

    private var findings: String {
        results.flatMap(\.report.findings).map { "\($0.place ?? "")\n  \($0.message)\n" }.joined()
    }

    private var remarks: String {
        results.flatMap { file, report in
            (report.encryptedColumns.isEmpty ? [] : ["\(file): encrypted, not checked: \(report.encryptedColumns.joined(separator: ", "))\n"])
                + (report.isCutShort ? ["\(file): there may be more; the check ended after \(grouped(report.findings.count)) findings\n"] : [])
        }.joined()
    }
}

/// A file in the answer of `datamart orc check --json`.
private struct ORCCheckEntry: Encodable {
    struct Finding: Encodable {
        let code: String
        let message: String
        let stripe: Int?
        let column: Int?
        let columnName: String?
        let stream: String?
        let offset: Int?
    }

    let file: String
    let isSound: Bool
    let rowsRead: Int
    let stripesRead: Int
    let statisticsCompared: Int
    let encryptedColumns: [String]
    let isCutShort: Bool
    let findings: [Finding]

    init(_ result: ORCCheckSummary.Result) {
        let report = result.report
        file = result.file
        isSound = report.isSound
        rowsRead = report.rowsRead
        stripesRead = report.stripesRead
        statisticsCompared = report.statisticsCompared
        encryptedColumns = report.encryptedColumns
        isCutShort = report.isCutShort
        findings = report.findings.map {
            let place = $0.location
            return Finding(
                code: "\($0.code)", message: $0.message, stripe: place.stripe, column: place.column, columnName: place.columnName,
                stream: place.stream,
                offset: place.offset)
        }
    }
}
