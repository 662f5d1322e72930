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
    static let everyTypeBatch = RowBatch(
        fixture: everyType,
        [
            "key": .text(["a", "A", "b"]),
            "small": .integers([1, Int64(Int32.min), nil]),
            "big": .integers([-1, .max, nil]),
            "ratio": .doubles([0.1, -1.5e300, nil]),
            "flag": .integers([1, 0, nil]),
            "name": RowBatch.Column(.dictionary(codes: [1, 0, 0], dictionary: ["Cañon 🚦", ""]), present: [1, 1, 0]),
            "note": .text(["it's a \"quote\" \\ and\ttab\n", "", nil]),
            "detail": .text([#"{"1": 0.5, "ñ": "🚦"}"#, "[]", nil]),
            "day": .dates([18_321, -719_528, nil]),
            "moment": .timestamps([1_582_934_399, 1, nil]),
            "kind": RowBatch.Column(.dictionary(codes: [0, 1, 7], dictionary: ["up", "down"]), present: [1, 1, 0]),
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
        return RowBatch(
            fixture: .accidentsSummary,
            [
                "id": .text(numbers.map { "A-\($0)" }),
                "state": RowBatch.Column(.dictionary(codes: numbers.map { Int32($0 % 2) }, dictionary: ["CA", "TX"])),
                "city": .text(numbers.map { $0 % 5 == 0 ? nil : "La Cañada \($0 % 3)" }),
                "severity": .integers(numbers.map { Int64($0 % 4 + 1) }),
                "accident_date": .dates(numbers.map { Int32(18_000 + $0 % 3_000) }),
                "accident_hour": .integers(numbers.map { Int64($0 % 24) }),
                "weather_category": RowBatch.Column(.dictionary(codes: numbers.map { Int32($0 % 2) }, dictionary: ["Clear", "Rain"])),
                "temperature_category": RowBatch.Column(.dictionary(codes: numbers.map { Int32($0 % 2) }, dictionary: ["Cold", "Hot"])),
                "infrastructure_count": .integers(numbers.map { Int64($0 % 3) }),
                "safety_score": .doubles(numbers.map { Double($0 % 16) / 16 }),
                "distance_miles": .doubles(numbers.map { Double($0) / 100 }),
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
    static let finding = finding(value: 1)

    /// A row of `datamart_quality` in which `value` was found.
    static func finding(value: Double) -> RowBatch {
        RowBatch(
            fixture: .datamartQuality,
            [
                "table": .text(["t"]), "metric": .text(["m"]), "value": .doubles([value]), "threshold": .doubles([0]), "passed": .integers([1]),
            ])
    }

    /// A row of `rejected_rows`.
    static let rejection = rejection("A-9")

    /// A row of `rejected_rows`.
    static func rejection(_ id: String) -> RowBatch {
        RowBatch(
            fixture: .rejectedRows,
            ["id": .text([id]), "file": .text(["part-0.orc"]), "row": .integers([7]), "reason": .text(["bad_severity"])])
    }
}

extension GoldFixture {
    /// An accident of `day`, counted from 1970-01-01, that affected `miles` of road.
    static func accident(_ id: String, day: Int32, miles: Double = 1.25) -> RowBatch {
        RowBatch(
            fixture: .accidentsSummary,
            [
                "id": .text([id]), "state": .text(["CA"]), "city": .text(["Los Angeles"]), "severity": .integers([2]), "accident_date": .dates([day]),
                "accident_hour": .integers([12]), "weather_category": .text(["Clear"]), "temperature_category": .text(["Hot"]),
                "infrastructure_count": .integers([0]), "safety_score": .doubles([0.5]), "distance_miles": .doubles([miles]),
            ])
    }

    /// `rows` rows of `table` with the columns given, null in every other one.
    static func rows(_ rows: Int, of table: GoldTable, _ columns: [String: RowBatch.Column]) throws -> RowBatch {
        let filled = table.writtenColumns.map { column -> (name: String, column: RowBatch.Column) in
            if let given = columns[column.name] { return (column.name, given) }
            switch column.type {
            case .double: return (column.name, .doubles(Array(repeating: nil, count: rows)))
            case .date: return (column.name, .dates(Array(repeating: nil, count: rows)))
            case .timestamp: return (column.name, .timestamps(Array(repeating: nil, count: rows)))
            case .varchar, .text, .json, .enumeration: return (column.name, .text(Array(repeating: nil, count: rows)))
            case .integer, .bigInteger, .boolean: return (column.name, .integers(Array(repeating: nil, count: rows)))
            }
        }
        return try RowBatch(for: table, columns: filled)
    }
}

extension RowBatch {
    /// A batch that stands in a test as it is: a column that does not fit is a mistake of the test.
    init(fixture table: GoldTable, _ columns: KeyValuePairs<String, Column>) {
        do { try self.init(for: table, columns) } catch { fatalError("\(error)") }
    }
}
