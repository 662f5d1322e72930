import Accidents
import ORC
import Silver

/// A row of Silver as its files hold it. A column without a value is null.
struct ContractRow {
    /// A value of a column. Texts are bytes: they need not be UTF-8.
    enum Value: Hashable {
        case text([UInt8]), integer(Int64), number(Double), truth(Bool)
        /// Seconds since 1970-01-01 00:00:00 on the local wall clock.
        case time(Int64)

        static func text(_ text: String) -> Value { .text(Array(text.utf8)) }
    }

    var values: [AccidentColumn: Value]

    subscript(column: AccidentColumn) -> Value? {
        get { values[column] }
        set { values[column] = newValue }
    }

    /// An accident that breaks no rule.
    static func accepted(_ id: String) -> ContractRow {
        ContractRow(values: [
            .id: .text(id), .severity: .integer(2), .startTime: .time(1_577_880_000), .startLatitude: .number(34), .startLongitude: .number(-118),
            .state: .text("CA"), .city: .text("Los Angeles"), .temperature: .number(60),
        ])
    }

    /// Writes `rows` to a file that has `columns`.
    static func write(_ rows: [ContractRow], _ columns: [AccidentColumn], to path: String) throws {
        let schema = ORCType.row(columns.map { ($0.rawValue, ORCType($0.orcKind)) })
        let batch = StructVector(schema.children.map(ColumnVector.make))
        batch.reserve(rows.count)
        batch.count = rows.count
        for (column, vector) in zip(columns, batch.children) { fill(vector, rows.map { $0[column] }) }
        let writer = try ORCWriter(path: path, schema: schema)
        try writer.write(batch)
        try writer.close()
    }

    private static func fill(_ vector: ColumnVector, _ values: [Value?]) {
        vector.count = values.count
        vector.hasNulls = true
        var codes: [[UInt8]: Int32] = [:]
        let dictionary = StringDictionary()
        (vector as? StringVector)?.dictionary = dictionary
        for (row, value) in values.enumerated() {
            vector.present[row] = value == nil ? 0 : 1
            switch (vector, value) {
            case (let vector as StringVector, nil): vector.codes[row] = 0
            case (_, nil): break
            case (let vector as StringVector, .text(let bytes)):
                let code = codes[bytes] ?? bytes.withUnsafeBufferPointer { dictionary.append($0) }
                codes[bytes] = code
                vector.codes[row] = code
            case (let vector as IntegerVector, .integer(let integer)): vector.values[row] = integer
            case (let vector as DoubleVector, .number(let number)): vector.values[row] = number
            case (let vector as BooleanVector, .truth(let truth)): vector.values[row] = truth ? 1 : 0
            case (let vector as TimestampVector, .time(let second)): (vector.seconds[row], vector.nanoseconds[row]) = (second, 0)
            default: preconditionFailure("the column takes no \(value as Any)")
            }
        }
    }
}
