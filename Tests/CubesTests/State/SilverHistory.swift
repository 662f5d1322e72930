import Accidents
import Foundation
import Silver
import TestSupport

/// A small Silver that changes at random, as imports, repairs and migrations change a real one.
struct SilverHistory {
    /// What a file holds.
    struct File {
        var rows: [AccidentFixture] = []
        var columns = SilverHistory.columns
        /// Nothing is in the file, not even the frame of an ORC file.
        var isHollow = false
    }

    /// One step of a history.
    enum Change: CaseIterable {
        case insertFile, insertRows, updateRows, deleteRows, deleteFile, addPartition, deletePartition, rebucket, moveBetweenPartitions
        case addColumn, dropColumn, touch, otherMonth, repeatIdentifier, rejectedRows, emptyFile, nothing
    }

    static let optionalColumns: [AccidentColumn] =
        [.city, .source, .distance, .temperature, .humidity, .visibility, .hour, .weatherCategory, .sunriseSunset, .infrastructureCount]
        + InfrastructureFlag.allCases.map(\.column)
    static let columns = AccidentColumn.required + optionalColumns
    /// The last date that is accepted in the beginning; some rows lie after it.
    static let latestDay = Int32(CivilDate.days(year: 2020, month: 12, day: 31))

    /// The table's folder.
    let path: String
    /// Files by name, by partition; a partition without files is a folder without files.
    private(set) var partitions: [Month: [String: File]] = [:]
    private var random: SplitMix64
    private var nextIdentifier = 1
    private var nextFile = 0
    /// Every file written gets a later time than those before.
    private var clock: Int64 = 1_600_000_000_000_000_000

    init(path: String, seed: UInt64) throws {
        self.path = path
        random = SplitMix64(seed: seed)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for _ in 0..<Int.random(in: 1...4, using: &random) { try apply(.addPartition) }
    }

    /// The table as it lies there now.
    func table() throws -> HiveTable { try HiveTable(name: "accidents_clean", path: path) }

    /// Makes a change that is possible now.
    mutating func change() throws -> Change {
        let change = Change.allCases.randomElement(using: &random) ?? .touch
        try apply(change)
        return change
    }

    mutating func apply(_ change: Change) throws {
        switch change {
        case .addPartition: try addPartition()
        case .deletePartition: try deletePartition()
        case .insertFile:
            guard let month = anyMonth() else { return }
            try write(File(rows: rows(in: month)), to: month, newFile())
        case .deleteFile:
            guard let (month, name) = anyFile() else { return }
            partitions[month]?[name] = nil
            try FileManager.default.removeItem(atPath: file(month, name))
        case .rebucket: try rebucket()
        case .moveBetweenPartitions: try moveBetweenPartitions()
        case .nothing: return
        default:
            guard let (month, name) = anyFile(), var file = partitions[month]?[name] else { return }
            edit(&file, change, month)
            try write(file, to: month, name)
        }
    }

    // MARK: Changes of a file

    private mutating func edit(_ file: inout File, _ change: Change, _ month: Month) {
        file.isHollow = change == .emptyFile && Bool.random(using: &random)
        switch change {
        case .insertRows: file.rows += rows(in: month)
        case .updateRows:
            for index in file.rows.indices where Bool.random(using: &random) { file.rows[index] = row(file.rows[index].id, in: month) }
        case .deleteRows: file.rows.removeAll { _ in Bool.random(using: &random) }
        case .addColumn: file.columns = Self.columns
        case .dropColumn:
            let dropped = Set(Self.optionalColumns.shuffled(using: &random).prefix(Int.random(in: 1...6, using: &random)))
            file.columns.removeAll(where: dropped.contains)
        case .otherMonth:
            let other = Month(code: month.code + Int32.random(in: 1...14, using: &random))
            file.rows.append(row("A-\(identifier())", in: other))
        case .repeatIdentifier:
            // Of its own partition or of another, which is for a gate to find.
            let known = partitions.sorted { $0.key < $1.key }.flatMap { $0.value.sorted { $0.key < $1.key }.flatMap(\.value.rows) }
            if let again = known.randomElement(using: &random) { file.rows.append(row(again.id, in: month)) }
        case .rejectedRows: for _ in 0..<Int.random(in: 1...3, using: &random) { file.rows.append(rejected(in: month)) }
        case .emptyFile: file.rows = []
        default: break
        }
        file.rows.shuffle(using: &random)
    }

    // MARK: Changes of partitions

    private mutating func addPartition() throws {
        let month = Month(year: 2020, month: Int.random(in: 1...6, using: &random))
        guard partitions[month] == nil else { return }
        partitions[month] = [:]
        try FileManager.default.createDirectory(atPath: folder(month), withIntermediateDirectories: true)
        for _ in 0..<Int.random(in: 0...2, using: &random) { try write(File(rows: rows(in: month)), to: month, newFile()) }
    }

    private mutating func deletePartition() throws {
        guard let month = anyMonth() else { return }
        partitions[month] = nil
        try FileManager.default.removeItem(atPath: folder(month))
    }

    /// All rows of a partition into another number of files.
    private mutating func rebucket() throws {
        guard let month = anyMonth(), let files = partitions[month] else { return }
        let rows = files.sorted { $0.key < $1.key }.flatMap(\.value.rows)
        for name in files.keys { try FileManager.default.removeItem(atPath: file(month, name)) }
        partitions[month] = [:]
        var buckets = [File](repeating: File(), count: Int.random(in: 1...3, using: &random))
        for row in rows { buckets[Int.random(in: buckets.indices, using: &random)].rows.append(row) }
        for bucket in buckets { try write(bucket, to: month, newFile()) }
    }

    private mutating func moveBetweenPartitions() throws {
        guard let (from, name) = anyFile(), let to = anyMonth(), from != to, let moved = partitions[from]?[name] else { return }
        partitions[from]?[name] = nil
        try FileManager.default.removeItem(atPath: file(from, name))
        try write(moved, to: to, name)
    }

    // MARK: Rows

    private mutating func rows(in month: Month) -> [AccidentFixture] {
        (0..<Int.random(in: 0...8, using: &random)).map { _ in row(anyIdentifier(), in: month) }
    }

    private mutating func row(_ id: String?, in month: Month) -> AccidentFixture {
        let day = CivilDate.days(year: month.year, month: month.month, day: Int.random(in: 1...28, using: &random))
        var row = AccidentFixture(id)
        row.severity = Int64.random(in: 1...4, using: &random)
        row.start = Int64(day) * 86_400 + Int64.random(in: 0..<86_400, using: &random)
        row.state = ["CA", "TX", "ny"].randomElement(using: &random)
        // The last two are equal by Unicode's rules and differ in their bytes.
        row.city = ["Ada", "ada ", "", nil, "Peñasco", "Pen\u{303}asco"].randomElement(using: &random) ?? nil
        row.source = ["Source1", "Source2", nil].randomElement(using: &random) ?? nil
        row.weather = ["Clear", "Rain", nil].randomElement(using: &random) ?? nil
        row.daylight = ["Day", "Night", nil].randomElement(using: &random) ?? nil
        row.temperature = [nil, 20.5, 71, 999].randomElement(using: &random) ?? nil
        row.humidity = [nil, 0, 55].randomElement(using: &random) ?? nil
        row.distance = [nil, 0.1, 3.25].randomElement(using: &random) ?? nil
        row.flags = [nil, false, true].randomElement(using: &random) ?? nil
        row.latitude = Double(Int.random(in: 30_00...30_05, using: &random)) / 100
        row.longitude = -Double(Int.random(in: 90_00...90_05, using: &random)) / 100
        return row
    }

    /// A row that breaks one rule.
    private mutating func rejected(in month: Month) -> AccidentFixture {
        var row = row(anyIdentifier(), in: month)
        switch Int.random(in: 0...6, using: &random) {
        case 0: row.id = ["", nil, "  "].randomElement(using: &random) ?? nil
        case 1: row.id = String(repeating: "é", count: 51)
        case 2: row.severity = 9
        case 3: row.start = nil
        case 4: row.start = Int64(Self.latestDay + Int32.random(in: 1...3, using: &random)) * 86_400
        case 5: row.latitude = 80
        default: row.state = ["PR", nil].randomElement(using: &random) ?? nil
        }
        return row
    }

    private mutating func anyIdentifier() -> String {
        Int.random(in: 0..<6, using: &random) == 0 ? "Zürich \(identifier())" : "A-\(identifier())"
    }

    private mutating func identifier() -> Int {
        nextIdentifier += 1
        return nextIdentifier
    }

    // MARK: Files

    private mutating func anyMonth() -> Month? { partitions.keys.sorted().randomElement(using: &random) }

    private mutating func anyFile() -> (Month, String)? {
        partitions.sorted { $0.key < $1.key }.flatMap { month, files in files.keys.sorted().map { (month, $0) } }.randomElement(using: &random)
    }

    private mutating func newFile() -> String {
        nextFile += 1
        return "part-\(nextFile).orc"
    }

    private func folder(_ month: Month) -> String { path + "/" + month.partition }
    private func file(_ month: Month, _ name: String) -> String { folder(month) + "/" + name }

    private mutating func write(_ contents: File, to month: Month, _ name: String) throws {
        partitions[month]?[name] = contents
        let path = file(month, name)
        if contents.isHollow {
            try Data().write(to: URL(filePath: path))
        } else {
            try SilverFixture.write(contents.rows, to: path, columns: contents.columns)
        }
        clock += 1
        try setModificationTime(of: path, nanoseconds: clock)
    }
}

/// Makes a file as old as a test needs it.
func setModificationTime(of path: String, nanoseconds: Int64) throws {
    let time = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    guard utimensat(AT_FDCWD, path, [time, time], 0) == 0 else { throw POSIXError(.EIO) }
}
