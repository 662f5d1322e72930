/// One thing that can be set: its names, what it may hold, and the property of ``DatamartConfiguration`` it fills.
///
/// Everything that concerns settings (reading, checking, `datamart config`, the reference in the documents) follows
/// from the list ``all``. The default is what the property holds in a fresh ``DatamartConfiguration``.
public struct Setting: Sendable {
    /// The path in the YAML file, parts joined by points: `mysql.host`.
    public let key: String
    /// What it does, in one sentence.
    public let help: String
    /// What it may hold: "a whole number from 1 to 65535".
    public let allowed: String
    /// Whether its value is never shown.
    public let isSecret: Bool
    /// Why setting it changes nothing; nil for a setting that does what ``help`` says. Names that the users of an earlier system know stay accepted.
    public private(set) var whyWithoutEffect: String?

    /// Writes the value that `text` stands for; false when the text is none of those allowed.
    let apply: @Sendable (_ text: String, _ configuration: inout DatamartConfiguration) -> Bool
    /// The value in a configuration, as text; nil when it is not set.
    let text: @Sendable (DatamartConfiguration) -> String?

    /// What takes the place of a secret.
    public static let mask = "***"

    /// The name in the environment: the key in capitals, points as underscores.
    public var environmentName: String { key.uppercased().replacing(".", with: "_") }

    /// The same setting, read and checked only, because of `reason`.
    func withoutEffect(because reason: String) -> Setting {
        var setting = self
        setting.whyWithoutEffect = reason
        return setting
    }

    /// The default as text; nil when there is none.
    public var defaultText: String? { text(DatamartConfiguration()) }
}

extension Setting {
    /// A setting that always has a value, of those that `isAllowed` accepts.
    init<Value: SettingValue>(
        _ key: String, _ path: any WritableKeyPath<DatamartConfiguration, Value> & Sendable, allowed: String = Value.kind,
        where isAllowed: @escaping @Sendable (Value) -> Bool = { _ in true }, _ help: String
    ) {
        self.init(key: key, help: help, allowed: allowed, isSecret: false) { text, configuration in
            guard let value = Value(settingText: text), isAllowed(value) else { return false }
            configuration[keyPath: path] = value
            return true
        } text: { configuration in
            configuration[keyPath: path].settingText
        }
    }

    /// A setting that need not have a value.
    init<Value: SettingValue>(
        _ key: String, _ path: any WritableKeyPath<DatamartConfiguration, Value?> & Sendable, allowed: String = Value.kind,
        where isAllowed: @escaping @Sendable (Value) -> Bool = { _ in true }, secret: Bool = false, _ help: String
    ) {
        self.init(key: key, help: help, allowed: allowed, isSecret: secret) { text, configuration in
            guard let value = Value(settingText: text), isAllowed(value) else { return false }
            configuration[keyPath: path] = value
            return true
        } text: { configuration in
            configuration[keyPath: path]?.settingText
        }
    }

    /// A setting with a smallest and a largest value.
    init<Value: SettingValue & Comparable>(
        _ key: String, _ path: any WritableKeyPath<DatamartConfiguration, Value> & Sendable, in range: ClosedRange<Value>, _ help: String
    ) {
        let allowed = "\(Value.kind) from \(range.lowerBound.settingText) to \(range.upperBound.settingText)"
        self.init(key, path, allowed: allowed, where: range.contains, help)
    }
}
