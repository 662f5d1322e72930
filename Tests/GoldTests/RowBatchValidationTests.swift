import Gold
import Testing

@Suite("Row batches")
struct RowBatchValidationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var type: GoldColumn.ColumnType
        var column: RowBatch.Column
        /// What the error must say. Nil: the column fits.
        var problem: String?
        var nullable = true
        var testDescription: String { "\(type) \(column.values)" }
    }

    static let cases: [Case] = [
        Case(type: .integer, column: .integers([2_147_483_647, -2_147_483_648, nil])),
        Case(type: .integer, column: .integers([0, 2_147_483_648]), problem: "row 1 of the batch: 2147483648 is outside"),
        Case(type: .bigInteger, column: .integers([.max, .min])),
        Case(type: .boolean, column: .integers([0, 1, nil])),
        Case(type: .boolean, column: .integers([2]), problem: "2 is outside 0…1"),
        Case(type: .double, column: .doubles([-.greatestFiniteMagnitude, 0, nil])),
        Case(type: .double, column: .doubles([1, .nan]), problem: "row 1 of the batch: nan is not a finite number"),
        Case(type: .double, column: .doubles([-.infinity]), problem: "-inf is not a finite number"),
        Case(type: .double, column: RowBatch.Column(.doubles([.nan]), present: [0])),
        Case(type: .date, column: .dates([-719_528, 2_932_896, nil])),
        Case(type: .date, column: .dates([2_932_897]), problem: "2932897 is outside"),
        Case(type: .timestamp, column: .timestamps([253_402_300_799])),
        Case(type: .timestamp, column: .timestamps([253_402_300_800]), problem: "253402300800 is outside"),
        Case(type: .varchar(3), column: .text(["abc", "ñañ", "🚦🚦🚦", "", nil])),
        Case(type: .varchar(3), column: .text(["abc", "abcd"]), problem: "row 1 of the batch: a text of 4 characters, at most 3 fit"),
        Case(type: .varchar(3), column: RowBatch.Column(.text(offsets: [0, 4], bytes: Array("abcd".utf8)), present: [0])),
        Case(type: .varchar(3), column: RowBatch.Column(.dictionary(codes: [0, 0], dictionary: ["abc", "abcd"]))),
        Case(type: .varchar(3), column: RowBatch.Column(.dictionary(codes: [0, 1], dictionary: ["abc", "abcd"])), problem: "a text of 4"),
        Case(type: .varchar(3), column: RowBatch.Column(.dictionary(codes: [0, 7], dictionary: ["abc"]), present: [1, 0])),
        Case(type: .varchar(3), column: RowBatch.Column(.dictionary(codes: [0, 7], dictionary: ["abc"])), problem: "code 7 at row 1"),
        Case(type: .varchar(3), column: RowBatch.Column(.dictionary(codes: [-1], dictionary: ["abc"])), problem: "code -1 at row 0"),
        Case(
            type: .text, column: RowBatch.Column(.text(offsets: [0, 1, 3], bytes: [0x61, 0xC3, 0x28])), problem: "row 1 of the batch: is not UTF-8"),
        Case(type: .text, column: RowBatch.Column(.text(offsets: [0, 1, 2], bytes: [0xC3, 0xB1])), problem: "row 0 of the batch: is not UTF-8"),
        Case(type: .text, column: RowBatch.Column(.text(offsets: [0, 2, 1, 3], bytes: [0x61, 0x61, 0x61])), problem: "offsets of row 1 fall"),
        Case(type: .text, column: RowBatch.Column(.text(offsets: [0, 9], bytes: [0x61])), problem: "beyond the text"),
        Case(type: .text, column: RowBatch.Column(.text(offsets: [0, 9, 1], bytes: [0xFF])), problem: "offsets of row 0"),
        Case(type: .text, column: RowBatch.Column(.text(offsets: [-1, 1], bytes: [0x61])), problem: "must start at 0"),
        Case(type: .enumeration(["up", "down"]), column: .text(["up", nil, "down"])),
        Case(type: .enumeration(["up", "down"]), column: .text(["sideways"]), problem: "\"sideways\" is none of up, down"),
        Case(type: .integer, column: .integers([1, nil]), problem: "row 1 of the batch: must not be null", nullable: false),
        Case(type: .integer, column: RowBatch.Column(.integers([1]), present: [1]), nullable: false),
        Case(type: .integer, column: .doubles([1]), problem: "values are not of type integer"),
        Case(type: .text, column: .integers([1]), problem: "values are not of type text"),
        Case(
            type: .integer, column: RowBatch.Column(.integers([1, 2]), present: [1]), problem: "expected 2 rows, found 2 values and 1 presence bytes"),
    ]

    @Test(arguments: cases)
    func aColumnIsCheckedAgainstItsType(_ check: Case) throws {
        let table = GoldTable(name: "t", columns: [GoldColumn("c", check.type, nullable: check.nullable)], primaryKey: [])
        let batch = try RowBatch(for: table, ["c": check.column])
        guard let problem = check.problem else { return try batch.validate(for: table) }
        let error = #expect(throws: GoldError.self) { try batch.validate(for: table) }
        #expect(error?.message.hasPrefix("column c") == true)
        #expect(error?.message.contains(problem) == true, "\(error.map(String.init(describing:)) ?? "")")
        #expect(error?.table == "t")
    }

    @Test func columnsAreCounted() {
        let error = #expect(throws: GoldError.self) { try GoldFixture.finding.validate(for: .datamartVersion) }
        #expect(error?.code == .usage)
        #expect(error?.message == "expected 3 columns, found 5")
    }

    @Test func anEmptyBatchFits() throws {
        let batch = GoldFixture.accidents(0, count: 0)
        try batch.validate(for: .accidentsSummary)
        #expect(batch.rowCount == 0)
    }
}
