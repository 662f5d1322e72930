import Foundation
import TestSupport
import Testing

/// The project's own sources, for tests of what a compiler does not check.
struct SourceTree {
    /// A Swift file below `Sources` or `Tests`.
    struct File: Sendable {
        /// From the project's folder: `Sources/Gold/GoldTable.swift`.
        var path: String
        var text: String

        /// The folder below `Sources` or `Tests`.
        var target: String { String(path.split(separator: "/")[1]) }

        /// The modules that the file imports.
        var imports: Set<String> {
            Set(
                text.matches(of: /(?m)^\s*(?:(?:public|private|package|internal|@testable) )?import (?:struct |func )?([A-Z]\w+|sqlite3)/).map {
                    String($0.1)
                })
        }

        /// The lines without comments.
        var code: [Substring] {
            text.split(separator: "\n").map { line in line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line }
        }

        /// Every word of the code.
        var words: Set<Substring> { code.reduce(into: []) { $0.formUnion($1.words) } }
    }

    /// A target as `Package.swift` declares it.
    struct Target {
        var name: String
        /// Targets and products, by name.
        var dependencies: [String]
        var isTest: Bool
        /// Whether it is Swift below `Sources` or `Tests` in a folder of its own name.
        var hasSources: Bool
    }

    /// The files below `folder`, in byte order of their paths.
    static func files(_ folder: String) throws -> [File] {
        let names = FileManager.default.enumerator(atPath: projectFolder.path + "/" + folder)?.compactMap { $0 as? String } ?? []
        return try names.filter { $0.hasSuffix(".swift") }.sorted().map {
            File(path: folder + "/" + $0, text: try String(contentsOfFile: projectFolder.path + "/" + folder + "/" + $0, encoding: .utf8))
        }
    }

    static func text(_ path: String) throws -> String { try String(contentsOfFile: projectFolder.path + "/" + path, encoding: .utf8) }

    /// The cells of the first table below a heading of docs/architecture.md, row by row without the heads.
    static func table(below heading: String) throws -> [[Substring]] {
        let section = try #require(text("docs/architecture.md").components(separatedBy: "\n## \(heading)\n").dropFirst().first)
        let rows = section.split(separator: "\n").drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }.dropFirst(2)
        return rows.map { $0.split(separator: "|") }
    }

    /// The targets of `Package.swift`, in its order.
    static func targets() throws -> [Target] {
        let manifest = try text("Package.swift")
        let declaration =
            /\.(target|executableTarget|testTarget|systemLibrary)\(\s*name: "(\w+)"(?s:(.*?))(?=\n        \.(?:target|executableTarget|testTarget|systemLibrary)\(|\n    \]\n\))/
        return manifest.matches(of: declaration).map { match in
            let list = match.3.firstMatch(of: /dependencies: \[(?s:(.*?))\](?=, (?:path|resources|exclude|swiftSettings)|,\n)/).map { $0.1 } ?? ""
            let names = list.matches(of: /\.product\(name: "(\w+)"|"([\w.]+)"/).compactMap { $0.1 ?? $0.2 }
            let packages = Set(list.matches(of: /package: "([\w.-]+)"/).map { $0.1 })
            return Target(
                name: String(match.2), dependencies: names.filter { !packages.contains($0) || $0 == "Yams" }.map(String.init),
                isTest: match.1 == "testTarget",
                hasSources: match.1 != "systemLibrary" && match.3.firstRange(of: "path:") == nil)
        }
    }
}

extension Substring {
    /// The identifiers and numbers in it.
    var words: [Substring] {
        utf8.split { byte in !((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A) && !(byte >= 0x30 && byte <= 0x39) && byte != UInt8(ascii: "_") }
            .map { Substring($0) }
    }
}
