import Foundation
import TestSupport
import Testing

@testable import ORC

/// A check finds nothing in sound files, and each wrong byte or statistic in others.
@Suite struct CheckingTests {
    /// Files by Apache's C++ and Java writers: their statistics are an independent judgment of what is observed.
    @Test(arguments: ReadingFixtureTests.names) func filesOfOtherWritersAreSound(_ name: String) throws {
        let file = try ORCFile(path: ReadingFixtureTests.path(name))
        let report = file.check()
        #expect(report.findings.map(\.description) == [])
        #expect(report.isSound && !report.isCutShort)
        #expect(report.rowsRead == file.rowCount)
        #expect(report.stripesRead == file.stripes.count)
        #expect(report.statisticsCompared > 0)
    }

    /// Row groups of every size against batches: groups end inside batches and batches inside groups.
    @Test(arguments: [0, 1_000, 1_777, 5_000, 20_000]) func ownFilesAreSound(stride: Int) throws {
        let folder = try TemporaryFolder()
        let seed = UInt64(stride + 5)
        var generator = CellGenerator(seed: seed)
        let table = TestTable(TestTable.everyType + [TestTable.union], rows: 9_000, &generator)
        var options = ORCWriterOptions()
        options.rowIndexStride = stride
        options.stripeSize = 300_000
        try table.write(to: folder / "own.orc", options: options)
        let file = try ORCFile(path: folder / "own.orc")
        let report = file.check()
        #expect(report.findings.map(\.description) == [], "seed \(seed)")
        #expect(report.rowsRead == 9_000)
        let groups = stride == 0 ? 0 : file.stripes.reduce(0) { $0 + ($1.rowCount + stride - 1) / stride }
        let columns = file.schema.lastID + 1
        #expect(report.statisticsCompared == columns * (groups + file.stripes.count + 1))
    }

    @Test func progressCountsRows() throws {
        let file = try ORCFile(path: ReadingFixtureTests.path("java_row_groups"))
        var rows: [Int] = []
        let report = file.check { rows.append($0) }
        #expect(rows.last == report.rowsRead)
    }

    @Test func theCheckEndsAtSoManyFindings() throws {
        let observed = try damaged("types-uncompressed", from: 0.1, to: 0.6)
        #expect(observed.check().findings.count > 1)
        let report = observed.check(maximumFindings: 1)
        #expect(report.findings.count == 1)
        #expect(report.isCutShort)
    }

    /// Damage is placed, and what is whole beside it is still read.
    @Test func damageIsFoundWhereItIs() throws {
        let file = try damaged("types-zlib", from: 0.3, to: 0.32)
        let report = file.check()
        #expect(!report.isSound)
        #expect(report.rowsRead < file.rowCount)
        #expect(report.statisticsCompared > 0)
        for finding in report.findings {
            #expect(finding.location.file == "damaged")
            #expect(finding.location.column != nil, "\(finding)")
        }
        #expect(report.findings.contains { $0.location.stream != nil && $0.location.offset != nil && $0.location.stripe != nil })
    }

    /// A stripe without its footer is one finding, and says nothing of the file's statistics.
    @Test func aStripeWithoutFooterIsOneFinding() throws {
        let folder = try TemporaryFolder()
        let fields = ["a", "b", "c"].map { ($0, ORCType(.int)) }
        let table = TestTable(fields, columns: fields.map { _ in (0..<20_000).map { .integer(Int64($0 * 7_919 % 100_003)) } })
        var options = ORCWriterOptions()
        options.stripeSize = 50_000
        options.rowIndexStride = 0
        try table.write(to: folder / "stripes.orc", options: options)
        var bytes = Array(try Data(contentsOf: URL(filePath: folder / "stripes.orc")))
        let stripes = try ORCFile(source: ORCMemorySource(bytes), name: "stripes").stripes
        #expect(stripes.count > 2)
        let footer = stripes[1].offset + stripes[1].indexLength + stripes[1].dataLength
        for index in footer..<footer + stripes[1].footerLength { bytes[index] = 0xFF }
        let report = try ORCFile(source: ORCMemorySource(bytes), name: "stripes").check()
        #expect(report.findings.map(\.location.stripe) == [1])
        #expect(report.stripesRead == stripes.count - 1)
        #expect(report.rowsRead == 20_000 - stripes[1].rowCount)
    }

    /// Integers that are not compressed: a wrong bit changes the sum, or the rest of the column.
    @Test func wrongValuesContradictStatistics() throws {
        let folder = try TemporaryFolder()
        let table = TestTable([("i", ORCType(.int))], columns: [(0..<2_000).map { .integer(Int64($0 * 7_919 % 1_009)) }])
        var options = ORCWriterOptions()
        options.compression = .none
        try table.write(to: folder / "sound.orc", options: options)
        let bytes = Array(try Data(contentsOf: URL(filePath: folder / "sound.orc")))
        let sound = try ORCFile(source: ORCMemorySource(bytes), name: "sound")
        #expect(sound.check().isSound)
        let start = sound.stripes[0].offset + sound.stripes[0].indexLength
        for position in Swift.stride(from: start, to: start + sound.stripes[0].dataLength, by: 37) {
            var changed = bytes
            changed[position] ^= 0x10
            let report = try ORCFile(source: ORCMemorySource(changed), name: "changed").check()
            #expect(!report.isSound, "byte \(position)")
        }
    }

    /// A fixture with bytes between two shares of its length turned round.
    private func damaged(_ name: String, from: Double, to: Double) throws -> ORCFile {
        var bytes = Array(try Data(contentsOf: URL(filePath: ReadingFixtureTests.path(name))))
        for index in Int(Double(bytes.count) * from)..<Int(Double(bytes.count) * to) { bytes[index] = ~bytes[index] }
        return try ORCFile(source: ORCMemorySource(bytes), name: "damaged")
    }
}

/// Each statistic, when it says something else than the values.
@Suite struct CheckingStatisticsTests {
    private func observe(_ cells: [Cell], _ type: ORCType) throws -> (ObservedColumn, ColumnStatistics) {
        let folder = try TemporaryFolder()
        try TestTable([("c", type)], columns: [cells]).write(to: folder / "one.orc")
        let file = try ORCFile(path: folder / "one.orc")
        let column = ObservedColumn(file.schema.children[0])
        let batch = try #require(try file.reader().next())
        column.add(0..<batch.count, of: batch.children[0], parents: batch.count)
        let recorded = try file.statistics()[1]
        #expect(column.group.contradictions(to: recorded, column.type) == [])
        return (column, recorded)
    }

    private func expect(_ said: String, _ cells: [Cell], _ type: ORCType, _ change: (inout ColumnStatistics) -> Void) throws {
        var (column, recorded) = try observe(cells, type)
        change(&recorded)
        #expect(column.group.contradictions(to: recorded, column.type) == [said])
    }

    @Test func counts() throws {
        let cells: [Cell] = [.integer(1), .null, .integer(3)]
        try expect("number of values: the statistics say 3, the values 2", cells, ORCType(.int)) { $0.valueCount = 3 }
        try expect("nulls: the statistics say none, the values 1", cells, ORCType(.int)) { $0.hasNull = false }
    }

    @Test func numbers() throws {
        let cells: [Cell] = [.integer(1), .null, .integer(3)]
        var wrong = IntegerStatistics()
        (wrong.minimum, wrong.maximum, wrong.sum) = (1, 3, 5)
        try expect("sum: the statistics say 5, the values 4", cells, ORCType(.long)) { $0.values = .integer(wrong) }
        (wrong.minimum, wrong.sum) = (2, 4)
        try expect("minimum: the statistics say 2, the values 1", cells, ORCType(.long)) { $0.values = .integer(wrong) }
        var date = DateStatistics()
        (date.minimum, date.maximum) = (1, 4)
        try expect("maximum: the statistics say 4, the values 3", cells, ORCType(.date)) { $0.values = .date(date) }
        var decimal = DecimalStatistics()
        (decimal.minimum, decimal.maximum, decimal.sum) = ("-0.5", "1.25", "0.76")
        let decimals: [Cell] = [.decimal(-50), .decimal(125)]
        try expect("sum: the statistics say 0.76, the values 0.75", decimals, ORCType(.decimal, precision: 9, scale: 2)) {
            $0.values = .decimal(decimal)
        }
    }

    @Test func doubles() throws {
        let cells: [Cell] = [0.1, 0.2, 0.3].map { .double($0.bitPattern) }
        var wrong = DoubleStatistics()
        (wrong.minimum, wrong.maximum, wrong.sum) = (0.1, 0.3, 0.6001)
        try expect("sum: the statistics say 0.6001, the values \(0.1 + 0.2 + 0.3)", cells, ORCType(.double)) { $0.values = .double(wrong) }
        (wrong.maximum, wrong.sum) = (0.25, 0.6)
        try expect("maximum: the statistics say 0.25, the values 0.3", cells, ORCType(.double)) { $0.values = .double(wrong) }
    }

    @Test func strings() throws {
        let cells: [Cell] = [.bytes(Array("b".utf8)), .bytes(Array("äh".utf8))]
        var wrong = StringStatistics()
        (wrong.minimum, wrong.maximum, wrong.totalLength) = ("b", "äh", 3)
        try expect("total length: the statistics say 3, the values 4", cells, ORCType(.string)) { $0.values = .string(wrong) }
        (wrong.minimum, wrong.totalLength) = ("a", 4)
        try expect("minimum: the statistics say \"a\", the values \"b\"", cells, ORCType(.string)) { $0.values = .string(wrong) }
        (wrong.minimum, wrong.lowerBound) = (nil, "c")
        try expect("lower bound: the statistics say \"c\", the values \"b\"", cells, ORCType(.string)) { $0.values = .string(wrong) }
        try expect("total length: the statistics say 5, the values 4", cells, ORCType(.binary)) { $0.values = .binary(totalLength: 5) }
    }

    @Test func booleansAndCollections() throws {
        let cells: [Cell] = [.boolean(true), .boolean(false), .null]
        try expect("number of true values: the statistics say 2, the values 1", cells, ORCType(.boolean)) { $0.values = .boolean(trueCount: 2) }
        var wrong = CollectionStatistics()
        (wrong.minimum, wrong.maximum, wrong.total) = (0, 2, 3)
        let lists: [Cell] = [.several([.integer(1), .integer(2)]), .several([])]
        try expect("number of elements: the statistics say 3, the values 2", lists, ORCType(.list, children: [ORCType(.int)])) {
            $0.values = .collection(wrong)
        }
    }

    @Test func timestamps() throws {
        let cells: [Cell] = [.timestamp(seconds: 100, nanoseconds: 5_000_001), .timestamp(seconds: -200, nanoseconds: 400_000_000)]
        var wrong = TimestampStatistics()
        (wrong.minimumUTC, wrong.maximumUTC, wrong.minimumNanoseconds, wrong.maximumNanoseconds) = (-199_600, 100_005, 0, 2)
        try expect("maximum: the statistics say 100005000002 ns, the values 100005000001 ns", cells, ORCType(.timestamp)) {
            $0.values = .timestamp(wrong)
        }
        (wrong.minimumUTC, wrong.maximumNanoseconds) = (-199_601, -1)
        try expect("minimum: the statistics say -199601000000 ns, the values -199600000000 ns", cells, ORCType(.timestamp)) {
            $0.values = .timestamp(wrong)
        }
    }
}

/// The Apache ORC project's example files: two are known to say wrong sums or to be damaged.
@Suite(.enabled(if: ExampleFiles.folder != nil, "set DATAMART_TEST_DATA to the folder with the example files"))
struct CheckingExampleTests {
    /// A snapshot of a writer summed the doubles of this file wrong: the reference reader sums to 200,051.4 too.
    private static let wrongSums = "orc_split_elim_new.orc"

    @Test(arguments: ExampleFiles.names.filter { !$0.hasPrefix("demo") && $0 != wrongSums }) func examplesAreSound(_ name: String) throws {
        let report = try ORCFile(path: try ExampleFiles.path(name)).check()
        #expect(report.findings.map(\.description) == [])
        #expect(report.encryptedColumns == (name == "encrypted1.orc" ? ["ssn", "email"] : []))
    }

    @Test func aWrongSumIsFoundEverywhere() throws {
        let report = try ORCFile(path: try ExampleFiles.path(Self.wrongSums)).check()
        #expect(report.findings.count == 5)
        #expect(report.findings.allSatisfy { $0.location.columnName == "subtype" && $0.message.contains("sum: the statistics say") })
        #expect(report.rowsRead == 25_000)
    }

    @Test(arguments: ExampleFiles.corrupt) func damageIsPlaced(_ name: String) throws {
        let report = try ORCFile(path: try ExampleFiles.path("corrupt/" + name)).check()
        #expect(
            report.findings.contains { $0.message.contains("missing or empty") && $0.location.columnName == "string_col" && $0.location.offset == 0 })
    }
}
