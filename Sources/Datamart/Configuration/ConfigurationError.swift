public import Accidents

/// A setting that cannot be used: which one, where it is, and what would be allowed.
public struct ConfigurationError: Error, Sendable, Equatable {
    /// The class of the failure; new codes may be added.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        enum Known: String { case unreadable, malformed, unknownKey, invalidValue }
        let known: Known
        /// The name of the case.
        public var description: String { known.rawValue }
        /// The file is not there or cannot be read.
        public static let unreadable = Code(known: .unreadable)
        /// The file is not YAML, or not a tree of settings.
        public static let malformed = Code(known: .malformed)
        /// No setting has that key.
        public static let unknownKey = Code(known: .unknownKey)
        /// The value is of the wrong type or out of range.
        public static let invalidValue = Code(known: .invalidValue)
    }

    /// The class of the failure.
    public var code: Code
    /// What was found and what is allowed.
    public var message: String
    /// Where it is.
    public var origin: SettingOrigin
    /// What to do next.
    public var advice: String?

    init(_ code: Code, _ message: String, at origin: SettingOrigin, advice: String? = nil) {
        self.code = code
        self.message = message
        self.origin = origin
        self.advice = advice
    }
}

extension ConfigurationError: DescribedError {
    /// The settings.
    public var fault: Fault { .usage }

    /// ``origin`` as text.
    public var place: String? { "\(origin)" }

    /// Where, what and what next, in one line.
    public var description: String { "\(origin): \(message)" + (advice.map { "; \($0)" } ?? "") }
}

extension ConfigurationError {
    /// `key` is no setting; the nearest that is gets named.
    static func unknownKey(_ key: String, at origin: SettingOrigin) -> ConfigurationError {
        let near = nearest(to: key, among: Setting.all.map(\.key))
        let advice = near.map { "did you mean \"\($0)\"?" } ?? "`datamart config` lists every key"
        return ConfigurationError(.unknownKey, "unknown key \"\(key)\"", at: origin, advice: advice)
    }

    /// `flag` was given without a value. Whoever writes a flag means something by it: the default is not what they asked for.
    static func emptyValue(of setting: Setting, flag: String) -> ConfigurationError {
        ConfigurationError(
            .invalidValue, "\(flag) gives an empty value for \(setting.key)", at: .flag(name: flag), advice: "allowed is \(setting.allowed)")
    }

    /// `text` is none of the values that `setting` allows. A secret, or what may hold one (an address), is not repeated.
    static func invalidValue(_ text: String, of setting: Setting, at origin: SettingOrigin) -> ConfigurationError {
        let found = setting.isSecret || text.contains(where: { "@:".contains($0) }) ? "the value" : "\"\(text)\""
        return ConfigurationError(.invalidValue, "\(found) is not allowed for \(setting.key)", at: origin, advice: "allowed is \(setting.allowed)")
    }
}
