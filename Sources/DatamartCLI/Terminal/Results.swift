import Foundation

/// Prints what a command found out, its last step: `value` as JSON for a program, or as `text` for people, with or without colors.
func printResult(_ value: some Encodable, asJSON isJSON: Bool, text: (_ colors: Bool) -> String) throws {
    isJSON ? try printJSON(value) : print(text(Terminal.current.outputHasColors), terminator: "")
}

/// Prints `value` as JSON with sorted snake_case keys.
private func printJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
}
