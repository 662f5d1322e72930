import Accidents
import Foundation
import Testing

/// The contract as the Python references read it.
@Suite("The contract as a document")
struct ContractDocumentTests {
    @Test("Tests/Reference/contract.json has the rules, limits and derivations of the program")
    func document() throws {
        let blanks = String(String.UnicodeScalarView(AccidentLimits.blanks))
        let text = """
            {
            "blanks": \(try json(blanks)),
            "row_rules": [
            \(try lines(RowRule.all))
            ],
            "value_limits": [
            \(try lines(ValueLimit.all))
            ],
            "derivations": [
            \(try lines(Derivation.all))
            ]
            }

            """
        try Document("Tests/Reference/contract.json").expect(text)
    }

    private func lines(_ values: [some Encodable]) throws -> String { try values.map(json).joined(separator: ",\n") }

    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
