import Gold

/// A query as an API issues it: rows of one table, by its conditions, a page at most.
struct APIQuery: Sendable {
    /// A value that a condition asks for. Where a query has several, they fit each other: a city lies in its state.
    enum Parameter: Sendable {
        case identifier
        /// A state, two letters.
        case state
        /// A city of the state before.
        case city
        /// A month or a year of the data: its first day, and the first that is no longer of it.
        case monthStart, monthEnd, yearStart, yearEnd
        /// A month as `2023-03`.
        case month
        case day
        case hour
        case severity
        case weather
        case dangerIndex
        case infrastructureType
        /// A rectangle around a hotspot.
        case latitudeFrom, latitudeTo, longitudeFrom, longitudeTo
    }

    /// What it asks for, in words; names the query in reports.
    let name: String
    let table: GoldTable
    /// The index that the table has for it.
    let index: String
    /// The statement, with a question mark a parameter.
    let sql: String
    let parameters: [Parameter]

    init(_ name: String, _ table: GoldTable, by index: String, _ sql: String, _ parameters: Parameter...) {
        self.name = name
        self.table = table
        self.index = index
        self.sql = sql
        self.parameters = parameters
    }

    /// The statement with `values` in the places of its parameters. A client that prepares no statements sends it so.
    func statement(_ values: [MySQLValue]) -> String {
        let pieces = sql.split(separator: "?", omittingEmptySubsequences: false)
        return zip(pieces, values.map(Self.literal) + [""]).map { $0 + $1 }.joined()
    }

    private static func literal(_ value: MySQLValue) -> String {
        switch value {
        case .null: "NULL"
        case .integer(let number): "\(number)"
        case .double(let number): "\(number)"
        case .text, .bytes: MySQLSchema.literal(value.text ?? "")
        }
    }
}
