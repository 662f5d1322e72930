import Logging

/// One message on its way to the log, fields flattened and secrets masked.
///
///     {"timestamp":"2026-01-31T09:00:00.000Z","application":"datamart","level":"info","message":"run finished","run_id":"…"}
struct LogRecord: Sendable {
    /// What a field holds.
    enum Value: Sendable, Equatable {
        case text(String)
        /// A number or a boolean in its JSON spelling.
        case literal(String)
        case list([Value])
    }

    /// Nanoseconds since 1970-01-01 00:00:00 UTC.
    var time: Int64
    var level: Logger.Level
    var message: String
    /// In ascending order of names, each once.
    var fields: [(name: String, value: Value)]

    /// - Parameter secrets: As ``LogOutput/secrets``.
    init(time: Int64, level: Logger.Level, message: String, metadata: Logger.Metadata, secrets: [String]) {
        self.time = time
        self.level = level
        self.message = withoutSecrets(message, secrets)
        var flat: [String: Value] = [:]
        for (key, value) in metadata { flatten(value, name: key, secrets, into: &flat) }
        fields = flat.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    }

    /// The record as one line of JSON, newline included.
    var json: [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(256)
        line.append(contentsOf: #"{"timestamp":""#.utf8)
        line.append(contentsOf: UTCTime(nanoseconds: time).description.utf8)
        line.append(contentsOf: #"","application":"datamart","level":""#.utf8)
        line.append(contentsOf: level.rawValue.utf8)
        line.append(contentsOf: #"","message":"#.utf8)
        appendJSONString(message, to: &line)
        for field in fields {
            line.append(UInt8(ascii: ","))
            appendJSONString(field.name, to: &line)
            line.append(UInt8(ascii: ":"))
            append(field.value, to: &line)
        }
        line.append(contentsOf: "}\n".utf8)
        return line
    }
}

/// Names that every line begins with; a field of the same name is prefixed so that no name comes twice.
private let reservedNames: Set<String> = ["timestamp", "application", "level", "message"]

private func flatten(_ value: Logger.MetadataValue, name: String, _ secrets: [String], into flat: inout [String: LogRecord.Value]) {
    if case .dictionary(let parts) = value {
        for (key, part) in parts { flatten(part, name: "\(name).\(key)", secrets, into: &flat) }
    } else {
        flat[reservedNames.contains(name) ? "field.\(name)" : name] = LogRecord.Value(value, secrets)
    }
}

extension LogRecord.Value {
    fileprivate init(_ value: Logger.MetadataValue, _ secrets: [String]) {
        switch value {
        case .string(let text): self = .text(masked(text, secrets))
        case .stringConvertible(let value): self = Self.number(value) ?? .text(masked(value.description, secrets))
        case .array(let values): self = .list(values.map { Self($0, secrets) })
        case .dictionary: self = .text(masked("\(value)", secrets))
        }
    }

    /// The JSON spelling of a number or boolean; nil for anything else, infinities and not-a-number included.
    private static func number(_ value: any CustomStringConvertible) -> Self? {
        switch value {
        case let value as Bool: .literal(value.description)
        case let value as any BinaryInteger: .literal(value.description)
        case let value as Double where value.isFinite: .literal(value.description)
        case let value as Float where value.isFinite: .literal(value.description)
        default: nil
        }
    }
}

/// A field's value: masked whole when it is a secret, else where it holds one.
private func masked(_ value: String, _ secrets: [String]) -> String {
    secrets.contains(value) ? mask : withoutSecrets(value, secrets)
}

/// `text` with its secrets masked. One of a few letters stands in words by chance: masking it would tell what it is.
private func withoutSecrets(_ text: String, _ secrets: [String]) -> String {
    secrets.reduce(text) { $1.count >= 6 && $0.contains($1) ? $0.replacing($1, with: mask) : $0 }
}

private let mask = "***"

private func append(_ value: LogRecord.Value, to line: inout [UInt8]) {
    switch value {
    case .text(let text): appendJSONString(text, to: &line)
    case .literal(let text): line.append(contentsOf: text.utf8)
    case .list(let values):
        line.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            append(value, to: &line)
        }
        line.append(UInt8(ascii: "]"))
    }
}
