import Foundation
import TestSupport
import Testing

/// What the compiler is told to take on trust is listed in docs/architecture.md, and says why where it is declared.
@Suite("Declarations that the compiler does not check for data races") struct UncheckedSendableTests {
    /// A declaration, by its file's type and its own name, and whether a comment is above it.
    private struct Declaration {
        var name: String
        var hasReason: Bool
    }

    @Test func areThoseOfTheTable() throws {
        let found = try Self.declarations()
        #expect(found.map(\.name).sorted() == (try Self.table()).sorted(), "docs/architecture.md, “Unchecked”, lists other declarations")
        #expect(found.filter { !$0.hasReason }.map(\.name) == [], "a comment above says what holds in place of the check")
    }

    /// The first cells of the table below the heading `## Unchecked`.
    private static func table() throws -> [String] {
        try SourceTree.table(below: "Unchecked").map { row in String(try #require(row[0].split(separator: "`").dropFirst().first)) }
    }

    private static func declarations() throws -> [Declaration] {
        try (SourceTree.files("Sources") + SourceTree.files("Fuzzing")).flatMap(declarations)
    }

    private static func declarations(in file: SourceTree.File) -> [Declaration] {
        let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
        let type = Substring(URL(filePath: file.path).deletingPathExtension().lastPathComponent.prefix { $0 != "+" })
        return lines.indices.compactMap { index in
            guard let match = lines[index].firstMatch(of: /(?:class|struct|enum|extension)\s+([\w.]+).*@unchecked Sendable/),
                !lines[index].drop(while: \.isWhitespace).hasPrefix("//")
            else { return unsafeVariable(lines, index, type) }
            return Declaration(name: match.1 == type ? String(type) : "\(type).\(match.1)", hasReason: hasComment(lines, above: index))
        }
    }

    private static func unsafeVariable(_ lines: [Substring], _ index: Int, _ type: Substring) -> Declaration? {
        guard let match = lines[index].firstMatch(of: /nonisolated\(unsafe\).*(?:let|var)\s+(\w+)/) else { return nil }
        return Declaration(name: "\(type).\(match.1)", hasReason: hasComment(lines, above: index))
    }

    private static func hasComment(_ lines: [Substring], above index: Int) -> Bool {
        index > 0 && lines[index - 1].drop(while: \.isWhitespace).hasPrefix("//")
    }
}
