import Accidents
import ORC
import TestSupport
import Testing

@testable import Silver

/// Rows of one partition scanned by the kernels and evaluated by ``ContractInterpreter``.
struct ContractScan {
    /// A file's rows and the columns that it has.
    struct File {
        var rows: [ContractRow]
        var columns: [AccidentColumn]
    }

    /// What the scan is asked for: every column that a batch can have.
    static let columns = Set<AccidentColumn>(
        [.city, .source, .weatherCategory, .temperatureCategory, .visibilityCategory, .sunriseSunset, .distance, .temperature, .humidity, .pressure]
            + [.visibility, .windSpeed, .precipitation, .infrastructureCount, .safetyEquipmentScore] + InfrastructureFlag.allCases.map(\.column))
    /// Of them and those that every scan reads, the ones whose values a batch has.
    static let compared = columns.union([.severity, .startTime, .startLatitude, .startLongitude, .state, .hour]).sorted { $0.index < $1.index }

    let files: [File]
    let latestDay: Int
    var dropsCopies = false

    /// What both sides say.
    struct Outcome {
        /// The reason of each row, nil when it is accepted, file by file.
        var reasons: [RejectionReason?] = []
        /// The values of each accepted row, in the order of ``ContractScan/compared``.
        var values: [[ContractRow.Value?]] = []
        /// Values beyond their limits, by column.
        var nulled: [String: Int] = [:]
        /// Accepted rows that equal an earlier one.
        var copies = 0
    }

    /// What the tables of the contract say.
    func interpreted() -> Outcome {
        var interpreter = ContractInterpreter(latestDay: latestDay, dropsCopies: dropsCopies, columns: Self.compared)
        var outcome = Outcome()
        for file in files {
            let stored = Set(file.columns)
            for row in file.rows.map({ ContractRow(values: $0.values.filter { stored.contains($0.key) }) }) {
                let reason = interpreter.reason(row, stored: stored)
                outcome.reasons.append(reason)
                if reason == nil { outcome.values.append(Self.compared.map { interpreter.value($0, row, stored: stored) }) }
                for column in Self.compared where stored.contains(column) && interpreter.isBeyondLimit(column, row) {
                    outcome.nulled[column.rawValue, default: 0] += 1
                }
            }
        }
        outcome.copies = dropsCopies ? 0 : interpreter.copies
        return outcome
    }

    /// What the kernels say.
    func scanned() throws -> (outcome: Outcome, counts: ScanCounts) {
        let folder = try TestSupport.TemporaryFolder()
        let paths = files.indices.map { folder / "part-\($0).orc" }
        for (file, path) in zip(files, paths) { try ContractRow.write(file.rows, file.columns, to: path) }
        let scan = AccidentScan(columns: Self.columns, latestDay: Int32(latestDay), dropsCopies: dropsCopies, in: LocalFileSystem())
        scan.open(HivePartition(keys: [], path: folder.path, files: paths.map { DataFile(path: $0, size: 1, modified: 0) }))
        var outcome = Outcome()
        while let batch = try scan.next() {
            for row in 0..<batch.count { outcome.values.append(Self.compared.map { batch.value($0, row) }) }
        }
        let reasons = Dictionary(uniqueKeysWithValues: scan.rejected.map { ("\($0.file) \($0.row)", $0.reason) })
        outcome.reasons = zip(files, paths).flatMap { file, path in file.rows.indices.map { reasons["\(path) \($0)"] } }
        (outcome.nulled, outcome.copies) = (scan.counts.nulled, scan.counts.copies)
        return (outcome, scan.counts)
    }
}

extension AccidentBatch {
    /// The value of an accepted row as a file would hold it.
    fileprivate func value(_ column: AccidentColumn, _ row: Int) -> ContractRow.Value? {
        switch column {
        case .severity: return .integer(Int64(severity[row]))
        case .startTime: return .time(second[row])
        case .hour: return .integer(Int64(hour[row]))
        case .startLatitude: return .number(latitude[row])
        case .startLongitude: return .number(longitude[row])
        case .state: return .text(USState.abbreviations[Int(state[row])])
        case .infrastructureCount: return count(infrastructureCount[row])
        case .safetyEquipmentScore: return count(safetyEquipmentScore[row])
        default: break
        }
        if let texts = texts.first(where: { $0.column == column }) { return texts.text(row).map { .text($0) } }
        if let numbers = numbers.first(where: { $0.column == column }) { return numbers.present[row] == 0 ? nil : .number(numbers.values[row]) }
        guard let flag = InfrastructureFlag.allCases.first(where: { $0.column == column }) else { return nil }
        return flags[row] & Int32(flag.bit) << InfrastructureFlag.unknownShift != 0 ? nil : .truth(flags[row] & Int32(flag.bit) != 0)
    }

    private func count(_ value: Int32) -> ContractRow.Value? { value == DictionaryColumn.null ? nil : .integer(Int64(value)) }
}
