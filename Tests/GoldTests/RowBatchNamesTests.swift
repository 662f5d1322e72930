import Gold
import Testing

/// Columns are put where the table has them, by their names.
@Suite("Row batches: columns by name")
struct RowBatchNamesTests {
    private static let table = GoldTable(
        name: "t",
        columns: [
            GoldColumn("id", .integer, nullable: false, autoIncrement: true), GoldColumn("low", .double), GoldColumn("high", .double),
            GoldColumn("name", .text),
        ],
        primaryKey: ["id"])

    @Test func theOrderInWhichColumnsAreGivenDoesNotMatter() throws {
        let batch = try RowBatch(for: Self.table, ["high": .doubles([2, 20]), "name": .text(["a", "b"]), "low": .doubles([1, 10])])
        #expect(batch.rowCount == 2 && batch.columns.count == 3)
        guard case .doubles(let low) = batch.columns[0].values, case .doubles(let high) = batch.columns[1].values else {
            Issue.record("the columns are not in the table's order")
            return
        }
        #expect(low == [1, 10] && high == [2, 20])
        try batch.validate(for: Self.table)
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        var given: [String]
        var problem: String
        var testDescription: String { given.joined(separator: ",") }
    }

    @Test(arguments: [
        Mistake(given: ["low", "high"], problem: "missing name"), Mistake(given: [], problem: "missing low, high, name"),
        Mistake(given: ["low", "high", "name", "id"], problem: "unknown id"),
        Mistake(given: ["low", "high", "nmae"], problem: "missing name; unknown nmae"),
        Mistake(given: ["low", "high", "name", "low"], problem: "given twice low"),
        Mistake(given: ["low", "low", "name"], problem: "missing high; given twice low"),
    ])
    func columnsThatDoNotFitAreNamed(_ mistake: Mistake) {
        let error = #expect(throws: GoldError.self) {
            try RowBatch(for: Self.table, columns: mistake.given.map { ($0, $0 == "name" ? .text(["a"]) : .doubles([1])) })
        }
        #expect(error?.code == .usage && error?.table == "t")
        #expect(error?.message == "columns do not fit: \(mistake.problem); expected low, high, name")
    }

    @Test func aColumnGivenTwiceInALiteralIsRefused() {
        let error = #expect(throws: GoldError.self) {
            try RowBatch(for: Self.table, ["low": .doubles([1]), "high": .doubles([2]), "name": .text(["a"]), "high": .doubles([3])])
        }
        #expect(error?.message.contains("given twice high") == true)
    }
}
