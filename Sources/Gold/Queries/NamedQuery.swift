/// A question that applications ask of Gold, as data: the one place where it is written down for the command line, for the care of a database
/// and for whatever serves Gold to others.
///
///     let query = try NamedQuery.citiesOfState.query(["state": "CA"])
///     let rows = try await reader.rows(query)
public struct NamedQuery: Sendable, Hashable {
    /// What programs call it: lower case, words joined by underscores, unique among ``all``.
    public var name: String
    /// What it asks for, in words; unique among ``all``.
    public var summary: String
    /// The table asked; all its columns are answered.
    public var table: GoldTable
    /// What rows must meet, whatever is asked.
    public var conditions: [GoldCondition]
    /// What rows must meet besides.
    public var parameters: [Parameter]
    /// Outermost first.
    public var order: [GoldQuery.Order]
    /// The most rows, unless who asks wants fewer; nil: all.
    public var limit: Int?
    /// The index that the table has for it. Nil: the table is small, or is read whole.
    public var index: String?

    init(
        _ name: String, _ summary: String, _ table: GoldTable, where conditions: [GoldCondition] = [], _ parameters: [Parameter] = [],
        order: [GoldQuery.Order] = [], limit: Int? = nil, index: String? = nil
    ) {
        self.name = name
        self.summary = summary
        self.table = table
        self.conditions = conditions
        self.parameters = parameters
        self.order = order
        self.limit = limit
        self.index = index
    }
}

extension NamedQuery {
    /// A condition whose value is given with the question.
    public struct Parameter: Sendable, Hashable {
        /// How the column is compared with the value.
        public enum Comparison: Sendable, Hashable { case equals, greaterThan, atLeast, lessThan, atMost, hasPrefix }

        /// What the values are about: which of them make sense, and fit each other in one question.
        public enum Subject: Sendable, Hashable {
            case identifier
            /// A state, two letters.
            case state
            /// A city of the state asked for.
            case city
            /// A month or a year: its first day, and the first that is no longer of it.
            case monthStart, monthEnd, yearStart, yearEnd
            /// A month as `2023-03`.
            case month
            /// A type of periods: `monthly`.
            case periodType
            case day
            case hour
            case severity
            case weather
            case dangerIndex
            case infrastructureType
            /// The sides of a rectangle.
            case latitudeFrom, latitudeTo, longitudeFrom, longitudeTo
        }

        /// Unique in its query.
        public var name: String
        /// The column of the table, whose type the value has.
        public var column: String
        /// How the column is compared.
        public var comparison: Comparison
        /// What the value is about.
        public var subject: Subject
        /// Whether the question makes sense without it.
        var isOptional: Bool

        init(_ column: String, _ subject: Subject, _ comparison: Comparison = .equals, as name: String? = nil, optional: Bool = false) {
            self.name = name ?? column
            self.column = column
            self.comparison = comparison
            self.subject = subject
            isOptional = optional
        }
    }

    /// The column that `parameter` is compared with.
    public func column(of parameter: Parameter) -> GoldColumn? { table.columns.first { $0.name == parameter.column } }

    /// The question with the `values` of its parameters, by their names.
    ///
    /// - Throws: ``GoldError/Code/usage`` for a parameter that is missing or unknown, and for a value that its column cannot hold.
    public func query(_ values: [String: GoldValue] = [:]) throws(GoldError) -> GoldQuery {
        if let unknown = values.keys.sorted().first(where: { name in !parameters.contains { $0.name == name } }) {
            let known = parameters.isEmpty ? "it takes none" : "it takes \(parameters.map(\.name).joined(separator: ", "))"
            throw GoldError(.usage, "the query \(name) has no parameter \(unknown); \(known)", table: table.name)
        }
        var conditions = conditions
        for parameter in parameters {
            if let value = values[parameter.name] {
                conditions.append(try condition(parameter, value))
            } else if !parameter.isOptional {
                throw GoldError(.usage, "the query \(name) needs a value of \(parameter.name)", table: table.name)
            }
        }
        let query = GoldQuery(table, where: conditions, order: order, limit: limit)
        try query.validate()
        return query
    }

    private func condition(_ parameter: Parameter, _ value: GoldValue) throws(GoldError) -> GoldCondition {
        switch parameter.comparison {
        case .equals: return .equals(parameter.column, value)
        case .greaterThan: return .greaterThan(parameter.column, value)
        case .atLeast: return .atLeast(parameter.column, value)
        case .lessThan: return .lessThan(parameter.column, value)
        case .atMost: return .atMost(parameter.column, value)
        case .hasPrefix:
            guard case .text(let text) = value else { throw GoldError(.usage, "\(parameter.name) takes a text", table: table.name) }
            return .hasPrefix(parameter.column, text)
        }
    }
}
