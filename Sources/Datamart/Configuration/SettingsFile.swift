import Configuration
import Foundation
import Yams

/// A YAML file of settings whose keys have been checked.
///
/// The values are answered by a `YAMLSnapshot`; the outline (which keys there are, on which lines) is read here, because
/// a snapshot answers only for keys that it is asked for.
struct SettingsFile: Sendable {
    let path: String
    /// The line of each key, counted from 1.
    let lines: [String: Int]
    /// Nil when the file holds no setting.
    let snapshot: (any ConfigSnapshot)?

    /// - Throws: ``ConfigurationError`` when the file cannot be read, is not YAML, or holds a key that is no setting.
    init(path: String) throws {
        self.path = path
        let text = try Self.text(path: path)
        var lines: [String: Int] = [:]
        if let root = try Self.root(of: text, path: path), root.scalar?.string.isEmpty != true {
            try Self.collect(root, prefix: "", path: path, into: &lines)
        }
        self.lines = lines
        let bytes = Array(text.utf8)
        snapshot = lines.isEmpty ? nil : try YAMLSnapshot(data: bytes.span.bytes, providerName: path, parsingOptions: .default)
    }

    func origin(of key: String) -> SettingOrigin { .file(path: path, line: lines[key]) }

    private static func text(path: String) throws -> String {
        guard let bytes = FileManager.default.contents(atPath: path), let text = String(validating: bytes, as: UTF8.self) else {
            throw ConfigurationError(
                .unreadable, "the file is not there or is no readable UTF-8 text", at: .file(path: path, line: nil),
                advice: "name another with --config")
        }
        return text
    }

    private static func root(of text: String, path: String) throws -> Node? {
        do {
            return try compose(yaml: text)
        } catch let error as YamlError {
            throw malformed(error, path: path)
        }
    }

    /// Place and problem alone: the library's own description repeats lines of the file, and one may hold a password.
    private static func malformed(_ error: YamlError, path: String) -> ConfigurationError {
        let (problem, mark): (String, Mark?) =
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
                (problem, mark)
            case .duplicatedKeysInMapping(_, let context): ("a key is there twice", context.mark)
            case .reader(let problem, _, _, _): (problem, nil)
            default: ("the text cannot be read", nil)
            }
        let column = mark.map { ", column \($0.column)" } ?? ""
        return ConfigurationError(.malformed, "not valid YAML\(column): \(problem)", at: .file(path: path, line: mark?.line))
    }

    /// Adds the keys under `node`, refusing those that no setting has and values that are lists.
    private static func collect(_ node: Node, prefix: String, path: String, into lines: inout [String: Int]) throws {
        guard let mapping = node.mapping else {
            let found = prefix.isEmpty ? "the file is not a tree of keys and values" : "\"\(prefix)\" is not a single value"
            throw ConfigurationError(.malformed, found, at: .file(path: path, line: node.mark?.line))
        }
        for (key, value) in mapping {
            let name = (prefix.isEmpty ? "" : prefix + ".") + (key.string ?? "?")
            let origin = SettingOrigin.file(path: path, line: key.mark?.line)
            if Setting.all.contains(where: { $0.key == name }) {
                guard value.scalar != nil else { throw ConfigurationError(.malformed, "\"\(name)\" is not a single value", at: origin) }
                lines[name] = key.mark?.line
            } else if Setting.all.contains(where: { $0.key.hasPrefix(name + ".") }), value.scalar?.string.isEmpty != true {
                try collect(value, prefix: name, path: path, into: &lines)
            } else if !Setting.all.contains(where: { $0.key.hasPrefix(name + ".") }) {
                throw ConfigurationError.unknownKey(name, at: origin)
            }
        }
    }
}
