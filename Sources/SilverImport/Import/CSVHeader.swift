import Accidents
import Silver

/// The first row of a CSV file: where each column of Silver is to be found.
struct CSVHeader: Sendable {
    /// Names as the file has them, unquoted and without blanks at their ends; empty for an index without a name.
    let names: [String]
    /// Field number of each column of Silver that the file has.
    let fields: [AccidentColumn: Int]
    /// Fields that are not part of the accident's description: the ID, and an index without a name.
    let identityFields: [Int]

    /// - Throws: ``SilverError`` `input` when this is no header of a CSV file, `missingColumn` when a required column
    ///   is not in it.
    init(_ names: [String], file: String) throws {
        let names = names.map { $0.wholeMatch(of: /Unnamed: [0-9.]+/) == nil ? $0 : "" }
        self.names = names
        try Self.checkSeparator(names, file)
        var fields: [AccidentColumn: Int] = [:]
        for (index, name) in names.enumerated() {
            guard let column = Self.columns[Self.folded(name)] else { continue }
            if let other = fields[column] {
                throw SilverError(
                    .input, "the columns “\(names[other])” and “\(name)” (\(other + 1) and \(index + 1)) are the same; remove one of them",
                    at: .init(file: file, line: 1, column: name))
            }
            fields[column] = index
        }
        self.fields = fields
        identityFields = names.indices.filter { names[$0].isEmpty || $0 == fields[.id] }
        try checkRequired(file)
    }

    var ignoredColumns: [String] {
        let used = Set(fields.values)
        return names.indices.filter { !used.contains($0) && !names[$0].isEmpty }.map { names[$0] }
    }

    /// Columns that the file should have and has not; derived columns are not among them.
    var missingColumns: [String] { Self.published.filter { fields[$0.column] == nil }.map(\.column.rawValue) }

    private func checkRequired(_ file: String) throws {
        let missing = Self.published.filter { $0.column.isRequired && fields[$0.column] == nil }
        guard !missing.isEmpty else { return }
        let wanted = missing.map { "“\($0.name)”" }.joined(separator: ", ")
        let there = names.prefix(60).map { "“\($0)”" }.joined(separator: ", ")
        throw SilverError(
            .missingColumn,
            "the required column\(missing.count == 1 ? "" : "s") \(wanted) \(missing.count == 1 ? "is" : "are") missing. "
                + "The header has \(names.count) column\(names.count == 1 ? "" : "s"): \(there)",
            at: .init(file: file, line: 1, column: missing.map(\.name).joined(separator: ", ")))
    }

    private static func checkSeparator(_ names: [String], _ file: String) throws {
        guard names.count == 1, let only = names.first else { return }
        for (character, name) in [(Character(";"), "semicolons"), ("\t", "tabs"), ("|", "bars")] where only.contains(character) {
            throw SilverError(
                .input, "the columns are separated by \(name); save the file as CSV separated by commas", at: .init(file: file, line: 1))
        }
    }

    /// Columns of the published editions that Silver keeps, by their names there.
    static let published: [(name: String, column: AccidentColumn)] = {
        let renamed: [AccidentColumn: String] = [
            .distance: "Distance(mi)", .temperature: "Temperature(F)", .windChill: "Wind_Chill(F)", .humidity: "Humidity(%)",
            .pressure: "Pressure(in)", .visibility: "Visibility(mi)", .windSpeed: "Wind_Speed(mph)",
            .precipitation: "Precipitation(in)",
        ]
        let last = AccidentColumn.astronomicalTwilight.index
        return AccidentColumn.allCases.prefix(last + 1).map { (renamed[$0] ?? $0.rawValue, $0) }
    }()

    /// Columns by folded name: the published one, and Silver's own.
    private static let columns: [String: AccidentColumn] = {
        let names = published.map { (folded($0.name), $0.column) } + published.map { (folded($0.column.rawValue), $0.column) }
        return Dictionary(names, uniquingKeysWith: { first, _ in first })
    }()

    /// Letters and digits in lower case: programs that re-save files change the rest (`Distance(mi)` becomes `Distance.mi.`).
    private static func folded(_ name: String) -> String { name.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) } }
}
