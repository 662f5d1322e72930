import Gold

/// A table with every column type, and batches that fill it in every form that a batch can take.
enum GoldFixture {
    static let everyType = GoldTable(
        name: "every_type",
        columns: [
            GoldColumn("id", .integer, nullable: false, autoIncrement: true),
            GoldColumn("key", .varchar(20, binary: true), nullable: false),
            GoldColumn("small", .integer),
            GoldColumn("big", .bigInteger),
            GoldColumn("ratio", .double),
            GoldColumn("flag", .boolean),
            GoldColumn("name", .varchar(12)),
            GoldColumn("note", .text),
            GoldColumn("detail", .json),
            GoldColumn("day", .date),
            GoldColumn("moment", .timestamp),
            GoldColumn("kind", .enumeration(["up", "down"])),
        ],
        primaryKey: ["id"],
        indexes: [GoldIndex("idx_every_key", on: "key", unique: true)])

    /// Three rows: one plain, one at the edges of every type and of UTF-8, one null wherever it may be.
    static let everyTypeBatch = RowBatch([
        .text(["a", "A", "b"]),
        .integers([1, Int64(Int32.min), nil]),
        .integers([-1, .max, nil]),
        .doubles([0.1, -1.5e300, nil]),
        .integers([1, 0, nil]),
        RowBatch.Column(.dictionary(codes: [1, 0, 0], dictionary: ["Cañon 🚦", ""]), present: [1, 1, 0]),
        .text(["it's a \"quote\" \\ and\ttab\n", "", nil]),
        .text([#"{"1": 0.5, "ñ": "🚦"}"#, "[]", nil]),
        .dates([18_321, -719_528, nil]),
        .timestamps([1_582_934_399, 1, nil]),
        RowBatch.Column(.dictionary(codes: [0, 1, 7], dictionary: ["up", "down"]), present: [1, 1, 0]),
    ])

    /// What a reader must see of ``everyTypeBatch``: the values as text, nil for null.
    static let everyTypeRows: [[String?]] = [
        ["1", "a", "1", "-1", "0.1", "1", "", "it's a \"quote\" \\ and\ttab\n", #"{"1": 0.5, "ñ": "🚦"}"#, "2020-02-29", "2020-02-28 23:59:59", "up"],
        ["2", "A", "-2147483648", "9223372036854775807", "-1.5e+300", "0", "Cañon 🚦", "", "[]", "0000-01-01", "1970-01-01 00:00:01", "down"],
        ["3", "b"] + [String?](repeating: nil, count: 10),
    ]

    /// `count` accidents from `first` on, a day each within eight years, in descending order of their identifiers.
    static func accidents(_ first: Int, count: Int) -> RowBatch {
        let numbers = (first..<first + count).reversed()
        return RowBatch([
            .text(numbers.map { "A-\($0)" }),
            RowBatch.Column(.dictionary(codes: numbers.map { Int32($0 % 2) }, dictionary: ["CA", "TX"])),
            .text(numbers.map { $0 % 5 == 0 ? nil : "La Cañada \($0 % 3)" }),
            .integers(numbers.map { Int64($0 % 4 + 1) }),
            .dates(numbers.map { Int32(18_000 + $0 % 3_000) }),
            .integers(numbers.map { Int64($0 % 24) }),
            RowBatch.Column(.dictionary(codes: numbers.map { Int32($0 % 2) }, dictionary: ["Clear", "Rain"])),
            RowBatch.Column(.dictionary(codes: numbers.map { Int32($0 % 2) }, dictionary: ["Cold", "Hot"])),
            .integers(numbers.map { Int64($0 % 3) }),
            .doubles(numbers.map { Double($0 % 16) / 16 }),
            .doubles(numbers.map { Double($0) / 100 }),
        ])
    }

    /// A run that began at `startedAt` seconds and ended a minute later.
    static func run(_ runID: String, startedAt: Int64 = 1_700_000_000, status: RunRecord.Status = .succeeded) -> RunRecord {
        var run = RunRecord(runID: runID, mode: .full, startedAt: startedAt, status: status)
        run.finishedAt = startedAt + 60
        run.rowsRead = 10
        run.rowsAccepted = 9
        run.rowsRejected = 1
        run.partitions = 2
        run.scanSeconds = 0.25
        run.qualityScore = 0.99
        return run
    }
}

extension GoldFixture {
    /// A row of `datamart_quality`.
    static let finding = RowBatch([.text(["t"]), .text(["m"]), .doubles([1]), .doubles([0]), .integers([1])])

    /// A row of `rejected_rows`.
    static let rejection = RowBatch([.text(["A-9"]), .text(["part-0.orc"]), .integers([7]), .text(["bad_severity"])])
}

extension GoldFixture {
    /// An accident of `day`, counted from 1970-01-01.
    static func accident(_ id: String, day: Int32) -> RowBatch {
        RowBatch([
            .text([id]), .text(["CA"]), .text(["Los Angeles"]), .integers([2]), .dates([day]), .integers([12]), .text(["Clear"]), .text(["Hot"]),
            .integers([0]), .doubles([0.5]), .doubles([1.25]),
        ])
    }
}
