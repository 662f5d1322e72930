import Accidents
import Foundation
import TestSupport
import Testing

@testable import Silver
@testable import SilverImport

/// `docs/editions.md` says what becomes of each file; this is where it is made true.
@Suite("Editions of the published CSV")
struct ImportEditionsTests {
    struct Edition: Sendable, CustomTestStringConvertible {
        var cells: [String]
        var testDescription: String { cells[0] }
    }

    private static let data = ProcessInfo.processInfo.environment["DATAMART_TEST_DATA"]

    private static let document: [String] = {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/editions.md")
        return ((try? String(contentsOf: path, encoding: .utf8)) ?? "").components(separatedBy: "\n")
    }()

    /// The rows of the table with this first column.
    private static func table(_ name: String) -> [[String]] {
        document.drop { !$0.hasPrefix("| \(name) ") }.prefix { $0.hasPrefix("|") }.dropFirst(2).map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    static let editions = table("file").map(Edition.init)

    @Test(.enabled(if: data != nil), arguments: editions)
    func edition(_ edition: Edition) async throws {
        let folder = try TemporaryFolder(), file = "\(Self.data ?? "")/editions/\(edition.cells[0])"
        let code = edition.cells[7].split(separator: " ").last.map(String.init) ?? ""
        if edition.cells[7].hasPrefix("exit 4") {
            let error = await #expect(throws: SilverError.self) {
                try await ImportFixture.run([file], into: folder) { $0.maximumRejectedShare = 0.05 }
            }
            #expect(error?.isInputError == true)
            #expect(error?.code.description == code)
            #expect(!FileManager.default.fileExists(atPath: folder.path + "/silver/accidents_warehouse.db/accidents_clean"))
        } else {
            try await ImportFixture.run([file], into: folder) { $0.maximumRejectedShare = 0.05 }
        }
        let report = try await ImportFixture.run([file], into: folder)
        let rejected = report.rejected.map { "\($1) \($0.rawValue)" }.joined(separator: ", ")
        let found = [
            String(report.inputs[0].columns), String(report.rowsRead), String(report.rowsAccepted), rejected.isEmpty ? "–" : rejected,
            String(report.warnings.count),
        ]
        #expect(found == Array(edition.cells[2...6]))
    }

    @Test(.enabled(if: data != nil))
    func everyFileIsInTheTable() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(Self.data ?? "")/editions").sorted()
        #expect(Self.editions.map { $0.cells[0] } == files)
    }

    @Test func reasonsAreDocumented() {
        #expect(Self.table("reason") == RejectionReason.allCases.map { [$0.rawValue, $0.sentence] })
    }

    @Test func limitsAreDocumented() {
        let limits = AccidentLimits.ranges.map { [$0.column.rawValue, "\(Int($0.range.lowerBound))", "\(Int($0.range.upperBound))"] }
        #expect(Self.table("column") == limits)
    }
}
