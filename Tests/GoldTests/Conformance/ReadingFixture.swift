import Gold
import TestSupport

/// Rows of ``GoldFixture/everyType`` with ties, nulls and the ends of every type, and what readers must make of them, worked out in Swift.
struct ReadingFixture: Sendable {
    let table = GoldFixture.everyType
    /// A value per column, in the order in which they are published.
    let rows: [[GoldValue]]

    /// Keys are told apart byte by byte: wildcards of either store's patterns, case, accents, and more than one byte.
    private static let keys = ["x%", "x_", "x*", "x?", "x[", "x]", "x\\", "X%", "xx", "ñ", "n", "🚦", "'", "\"", "--"]

    /// What stands in each column but the first two. Texts of the columns that ignore case in one store are such that it makes no difference.
    private static let values: [String: [GoldValue]] = [
        "small": [.null, .integer(Int64(Int32.min)), -1, 0, 1, .integer(Int64(Int32.max))],
        "big": [.null, .integer(.min), -1, 0, .integer(.max)],
        "ratio": [.null, -1.5e300, -0.1, 0.0, .double(2.2250738585072014e-308), 0.1, .double(1.7976931348623157e308)],
        "flag": [.null, true, false],
        "name": [.null, "", "ab", "abc", "b"],
        "note": [.null, "", "it's a \"quote\" \\ and\ttab\n", "Cañon 🚦 漢字", "?"],
        "detail": [.null, "[]", #"{"ñ": "🚦"}"#],
        "day": [.null, .date(-25_567), .date(-1), .date(18_321), .date(2_932_896)],
        "moment": [.null, .timestamp(1), .timestamp(1_582_934_399), .timestamp(2_147_483_647)],
        "kind": [.null, "up", "down"],
    ]

    init(seed: UInt64, count: Int = 60) {
        var random = SplitMix64(seed: seed)
        let numbers = (0..<count).shuffled(using: &random)
        rows = numbers.enumerated().map { place, number in
            GoldFixture.everyType.columns.map { column in
                switch column.name {
                case "id": .integer(Int64(place + 1))
                case "key": .text(Self.keys[number % Self.keys.count] + "\(number)")
                default: Self.values[column.name]?.randomElement(using: &random) ?? .null
                }
            }
        }
    }

    /// The rows as a batch.
    var batch: RowBatch { get throws { try GoldFixture.batch(of: rows, for: table) } }

    /// Where a column stands in a row.
    func index(_ column: String) -> Int { table.columns.firstIndex { $0.name == column } ?? 0 }

    /// The rows in `order`, by comparing values in Swift; what it leaves open is settled by the primary key.
    func sorted(by order: [GoldQuery.Order]) -> [[GoldValue]] {
        rows.sorted { left, right in
            for order in order {
                let index = index(order.column)
                let (a, b) = (table.columns[index].rank(left[index]), table.columns[index].rank(right[index]))
                if a != b { return order.isDescending ? b < a : a < b }
            }
            return false
        }
    }

    /// The rows whose value in `column` is not null and passes `test`.
    func rows(_ column: String, _ test: (GoldValue) -> Bool) -> [[GoldValue]] {
        let index = index(column)
        return rows.filter { $0[index] != .null && test($0[index]) }
    }

    /// The values that occur in `column`, null left out.
    func values(_ column: String) -> [GoldValue] { Set(rows(column) { _ in true }.map { $0[index(column)] }).sorted { "\($0)" < "\($1)" } }
}

extension GoldFixture {
    /// A batch of `rows`, which have a value per column of `table`.
    static func batch(of rows: [[GoldValue]], for table: GoldTable) throws -> RowBatch {
        let columns = zip(table.columns, table.columns.indices).filter { !$0.0.isAutoIncrement }.map { column, index in
            (name: column.name, column: Self.column(rows.map { $0[index] }, column.type))
        }
        return try RowBatch(for: table, columns: columns)
    }

    private static func column(_ values: [GoldValue], _ type: GoldColumn.ColumnType) -> RowBatch.Column {
        switch type {
        case .integer, .bigInteger: .integers(values.map(Int64.init))
        case .double: .doubles(values.map(Double.init))
        case .boolean: .integers(values.map { $0 == .null ? nil : $0 == true ? 1 : 0 })
        case .date: .dates(values.map { if case .date(let day) = $0 { day } else { nil } })
        case .timestamp: .timestamps(values.map(Int64.init))
        default: .text(values.map(String.init))
        }
    }
}

extension GoldColumn {
    /// What values of the column are ordered by: null first, words of an enumeration by their declaration, texts by their bytes.
    func rank(_ value: GoldValue) -> GoldRank {
        switch (value, type) {
        case (.null, _): GoldRank(text: [], number: -.infinity, integer: 0, isNull: 0)
        case (.text(let text), .enumeration(let cases)): GoldRank(integer: Int64(cases.firstIndex(of: text) ?? -1))
        case (.text(let text), _): GoldRank(text: Array(text.utf8))
        case (.integer(let number), _), (.timestamp(let number), _): GoldRank(integer: number)
        case (.double(let number), _): GoldRank(number: number)
        case (.boolean(let isTrue), _): GoldRank(integer: isTrue ? 1 : 0)
        case (.date(let day), _): GoldRank(integer: Int64(day))
        }
    }
}

/// A value that compares with others of its column.
struct GoldRank: Comparable {
    var text: [UInt8] = []
    var number = 0.0
    var integer: Int64 = 0
    var isNull = 1

    static func < (a: Self, b: Self) -> Bool {
        if a.isNull != b.isNull { return a.isNull < b.isNull }
        if a.text != b.text { return a.text.lexicographicallyPrecedes(b.text) }
        return (a.number, a.integer) < (b.number, b.integer)
    }
}
