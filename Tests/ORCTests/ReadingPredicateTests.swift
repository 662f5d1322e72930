import Testing

@testable import ORC

/// Rows left out must be rows that the predicate is not true for: what a reader with a predicate delivers and the test then keeps is
/// what a full scan keeps.
@Suite struct ReadingPredicateTests {
    struct Case: CustomTestStringConvertible {
        let predicate: ORCPredicate
        /// Rows expected to meet it.
        let matches: Int
        /// Rows expected to be left out, at least.
        let skipped: Int
        let test: @Sendable (_ k: Int64, _ s: String, _ d: Double, _ n: Int64?) -> Bool
        var testDescription: String { "\(predicate)" }
    }

    static let cases = [
        Case(predicate: .compare("k", .equal, .integer(1234)), matches: 1, skipped: 1500) { k, _, _, _ in k == 1234 },
        Case(predicate: .compare("k", .less, .integer(10)), matches: 10, skipped: 1500) { k, _, _, _ in k < 10 },
        Case(predicate: .compare("k", .lessOrEqual, .integer(1000)), matches: 1001, skipped: 500) { k, _, _, _ in k <= 1000 },
        Case(predicate: .compare("k", .greater, .integer(1999)), matches: 500, skipped: 2000) { k, _, _, _ in k > 1999 },
        Case(predicate: .compare("k", .greaterOrEqual, .integer(999)), matches: 1501, skipped: 0) { k, _, _, _ in k >= 999 },
        Case(predicate: .not(.compare("k", .less, .integer(2000))), matches: 500, skipped: 2000) { k, _, _, _ in k >= 2000 },
        Case(predicate: .compare("n", .equal, .integer(1006)), matches: 1, skipped: 1500) { _, _, _, n in n == 1006 },
        Case(predicate: .compare("n", .equal, .integer(1001)), matches: 0, skipped: 1500) { _, _, _, n in n == 1001 },
        Case(predicate: .compare("d", .greater, .double(600)), matches: 99, skipped: 2000) { _, _, d, _ in d > 600 },
        Case(predicate: .compare("s", .equal, .string("value 55")), matches: 26, skipped: 0) { _, s, _, _ in s == "value 55" },
        Case(predicate: .compare("s", .equal, .string("value 55x")), matches: 0, skipped: 2500) { _, s, _, _ in s == "value 55x" },
        Case(predicate: .isIn("k", [.integer(5), .integer(2400)]), matches: 2, skipped: 1000) { k, _, _, _ in k == 5 || k == 2400 },
        Case(predicate: .isNull("n"), matches: 358, skipped: 0) { _, _, _, n in n == nil },
        Case(predicate: .isNull("k"), matches: 0, skipped: 2500) { _, _, _, _ in false },
        Case(predicate: .or([.compare("k", .less, .integer(5)), .compare("k", .greater, .integer(2495))]), matches: 9, skipped: 1000) { k, _, _, _ in
            k < 5 || k > 2495
        },
        Case(predicate: .and([.compare("k", .less, .integer(1500)), .compare("d", .greaterOrEqual, .double(250))]), matches: 500, skipped: 1500) {
            k, _, d, _ in k < 1500 && d >= 250
        },
    ]

    @Test(arguments: cases) func leavesOutOnlyRowsThatDoNotMatch(_ test: Case) throws {
        let file = try ORCFile(path: ReadingFixtureTests.path("java_row_groups"))
        let (all, skippedOfAll) = try Self.matching(test, file, predicate: nil)
        let (some, skipped) = try Self.matching(test, file, predicate: test.predicate)
        #expect(all == some)
        #expect(all.count == test.matches)
        #expect(skippedOfAll == 0)
        #expect(skipped >= test.skipped)
    }

    private static func matching(_ test: Case, _ file: ORCFile, predicate: ORCPredicate?) throws -> (rows: [Int64], skipped: Int) {
        let reader = try file.reader(where: predicate, batchSize: 300)
        var rows: [Int64] = []
        var seen = 0
        while let batch = try reader.next() {
            seen += batch.count
            let k = try #require(batch.children[0] as? IntegerVector)
            let s = try #require(batch.children[1] as? StringVector)
            let d = try #require(batch.children[2] as? DoubleVector)
            let n = try #require(batch.children[3] as? IntegerVector)
            for row in 0..<batch.count {
                let text = String(decoding: s.value(row), as: UTF8.self)
                #expect(text == "value \(k.values[row] % 97)")
                if test.test(k.values[row], text, d.values[row], n.isPresent(row) ? n.values[row] : nil) { rows.append(k.values[row]) }
            }
        }
        #expect(seen + reader.rowsSkipped == file.rowCount)
        return (rows, reader.rowsSkipped)
    }

    @Test func aValueOfAnotherTypeIsRefused() throws {
        let file = try ORCFile(path: ReadingFixtureTests.path("java_row_groups"))
        let error = #expect(throws: ORCError.self) { try file.reader(where: .compare("k", .equal, .string("1"))) }
        #expect(error?.code == .schema)
    }

    /// Moving to a row group must work for every type, codec and nesting.
    @Test(arguments: ["types-uncompressed", "types-zlib", "types-snappy", "types-lz4", "types-zstd"]) func movesToARowGroup(_ name: String) throws {
        let file = try ORCFile(path: ReadingFixtureTests.path(name))
        let rows = try JSONRows.read(file, where: .compare("always", .greaterOrEqual, .integer(45)))
        try expectRows(rows, equal: Array(try ReadingFixtureTests.expected(name)[40...]))
    }

    /// Arrow records negative nanoseconds below milliseconds that it rounds towards zero before 1970.
    @Test func boundsBefore1970AreNotTooNarrow() throws {
        var recorded = TimestampStatistics()
        (recorded.minimumUTC, recorded.minimumNanoseconds) = (-9_625, -743_000)
        (recorded.maximumUTC, recorded.maximumNanoseconds) = (-1_000, -5)
        var statistics = ColumnStatistics()
        statistics.values = .timestamp(recorded)
        let smallest = statistics.order(against: .timestamp(seconds: -10, nanoseconds: 374_257_000))
        #expect(smallest.minimum == 0)
        #expect(statistics.order(against: .timestamp(seconds: -10, nanoseconds: 374_256_999)).minimum == 1)
        #expect(statistics.order(against: .timestamp(seconds: -1, nanoseconds: 0)).maximum != -1)
    }

    /// Writers without row indexes may count no values in a stripe that is full of them.
    @Test(.enabled(if: ExampleFiles.folder != nil, "set DATAMART_TEST_DATA to the folder with the example files"))
    func countsOfNothingSkipNothing() throws {
        let file = try ORCFile(path: try ExampleFiles.path("TestOrcFile.testWithoutIndex.orc"))
        let reader = try file.reader(where: .not(.isNull("int1")))
        var rows = 0
        while let batch = try reader.next() { rows += batch.count }
        #expect(rows == 50_000)
        #expect(reader.rowsSkipped == 0)
    }
}
