import Configuration
public import Foundation

/// A configuration together with the story of how it came to be.
public struct LoadedConfiguration: Sendable {
    /// The values.
    public var configuration: DatamartConfiguration
    /// Every setting with its value and origin, in the order of ``Setting/all``.
    public var settings: [ResolvedSetting]
    /// What deserves attention though it is no error.
    public var warnings: [String]

    /// Texts that must appear nowhere: not in logs, not in messages.
    public var secrets: [String] {
        var secrets = settings.filter(\.setting.isSecret).compactMap { $0.setting.text(configuration) }
        if case .mysql(let address) = configuration.gold, let password = address.password { secrets.append(password) }
        return secrets
    }
}

/// A setting, its value as it may be shown, and where that came from.
public struct ResolvedSetting: Sendable {
    /// The setting.
    public let setting: Setting
    /// Masked when secret; nil when not set.
    public let value: String?
    /// Where the value came from.
    public let origin: SettingOrigin

    /// That it was set and changes nothing; nil when that is not so.
    var warning: String? {
        guard let reason = setting.whyWithoutEffect, origin != .default else { return nil }
        return "\(setting.key) (\(origin)) has no effect: \(reason)"
    }
}

/// A value given on the command line: the flag as it was written, the key that it sets, and the text.
public struct SettingFlag: Sendable, Hashable {
    /// The flag: `--set`.
    public var name: String
    /// The key of the setting.
    public var key: String
    /// The value as text.
    public var value: String

    /// A flag that sets `key` to `value`.
    public init(name: String, key: String, value: String) {
        self.name = name
        self.key = key
        self.value = value
    }
}

extension DatamartConfiguration {
    /// The file that is read when no other is named, if it is there.
    public static let defaultFile = "config/datamart.yaml"

    /// Reads the settings: defaults, under the file, under the environment, under flags.
    ///
    /// An empty value in the file or the environment counts as not set; a flag's value must not be empty.
    ///
    /// - Parameters:
    ///   - file: A YAML file that must exist; nil for ``defaultFile``, which need not.
    ///   - environment: The variables to read.
    ///   - flags: What the command line says; of two that set one key the later holds.
    /// - Throws: ``ConfigurationError`` naming the key, where it is, and what is allowed.
    public static func load(
        file: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment, flags: [SettingFlag] = []
    ) throws -> LoadedConfiguration {
        var layers = [try Layer.flags(flags), Layer.environment(environment)]
        if let path = file ?? (FileManager.default.fileExists(atPath: defaultFile) ? defaultFile : nil) {
            layers.append(Layer.file(try SettingsFile(path: path)))
        }
        var configuration = DatamartConfiguration()
        var origins: [SettingOrigin] = []
        for setting in Setting.all { origins.append(try resolve(setting, from: layers, into: &configuration)) }
        let settings = zip(Setting.all, origins).map { ResolvedSetting($0, in: configuration, origin: $1) }
        return LoadedConfiguration(
            configuration: configuration, settings: settings,
            warnings: passwordWarning(configuration, settings) + settings.compactMap(\.warning) + unknownVariables(environment))
    }

    /// Applies the topmost layer's value of `setting` and tells where it came from.
    private static func resolve(_ setting: Setting, from layers: [Layer], into configuration: inout DatamartConfiguration) throws -> SettingOrigin {
        for layer in layers {
            guard let text = try layer.text(of: setting), !text.isEmpty else { continue }
            guard setting.apply(text, &configuration) else {
                throw ConfigurationError.invalidValue(text, of: setting, at: layer.origin(setting))
            }
            return layer.origin(setting)
        }
        return .default
    }

    private static func passwordWarning(_ configuration: DatamartConfiguration, _ settings: [ResolvedSetting]) -> [String] {
        guard case .mysql(let address) = configuration.goldTarget, address.password != nil else { return [] }
        let origin = settings.first { $0.setting.key == "datamart.gold" }?.origin ?? .default
        return ["a password is in the URL of Gold (\(origin)), where process lists and histories show it; use MYSQL_PASSWORD"]
    }

    /// Names that look meant for Datamart and are no setting. `DATAMART_TEST_…` belongs to the tests.
    private static func unknownVariables(_ environment: [String: String]) -> [String] {
        let known = Setting.all.map(\.environmentName)
        let unknown = environment.keys.filter { $0.hasPrefix("DATAMART_") && !$0.hasPrefix("DATAMART_TEST_") && !known.contains($0) }
        return unknown.sorted().map { name in
            "environment variable \(name) is no setting" + (nearest(to: name, among: known).map { "; did you mean \($0)?" } ?? "")
        }
    }
}

extension ResolvedSetting {
    /// The value that holds in `configuration`, following ``DatamartConfiguration/gold`` where Gold is not set itself.
    init(_ setting: Setting, in configuration: DatamartConfiguration, origin: SettingOrigin) {
        self.setting = setting
        let text = setting.text(configuration)
        let isDerivedGold = setting.key == "datamart.gold" && text == nil
        value = isDerivedGold ? configuration.gold.description : text.map { setting.isSecret ? Setting.mask : Self.withoutPassword($0) }
        self.origin = isDerivedGold && configuration.mysql.host != nil ? .derived(from: "mysql.host") : origin
    }

    /// `scheme://user:***@host` for an address with a password; any other text as it is.
    private static func withoutPassword(_ text: String) -> String {
        text.replacing(/(:\/\/[^\/:@]*):.*@/) { "\($0.1):\(Setting.mask)@" }
    }
}

/// One source of settings: its values, and how to say where in it a setting is.
private struct Layer: Sendable {
    let snapshot: (any ConfigSnapshot)?
    let origin: @Sendable (Setting) -> SettingOrigin

    func text(of setting: Setting) throws -> String? {
        guard case .string(let text)? = try snapshot?.value(forKey: AbsoluteConfigKey(ConfigKey(setting.key)), type: .string).value?.content
        else { return nil }
        return text
    }

    /// - Throws: ``ConfigurationError`` for a key that no setting has, or an empty value.
    static func flags(_ flags: [SettingFlag]) throws -> Layer {
        for flag in flags {
            guard let setting = Setting.all.first(where: { $0.key == flag.key }) else {
                throw ConfigurationError.unknownKey(flag.key, at: .flag(name: flag.name))
            }
            if flag.value.isEmpty { throw ConfigurationError.emptyValue(of: setting, flag: flag.name) }
        }
        let byKey = Dictionary(flags.map { ($0.key, $0) }) { _, later in later }
        let values = byKey.map { (AbsoluteConfigKey(ConfigKey($0)), ConfigValue(.string($1.value), isSecret: true)) }
        let provider = InMemoryProvider(name: "flags", values: Dictionary(uniqueKeysWithValues: values))
        return Layer(snapshot: provider.snapshot()) { .flag(name: byKey[$0.key]?.name ?? $0.key) }
    }

    static func environment(_ variables: [String: String]) -> Layer {
        let secrets = Set(Setting.all.filter(\.isSecret).map(\.environmentName))
        let provider = EnvironmentVariablesProvider(environmentVariables: variables, secretsSpecifier: .specific(secrets))
        return Layer(snapshot: provider.snapshot()) { .environment(name: $0.environmentName) }
    }

    static func file(_ file: SettingsFile) -> Layer {
        Layer(snapshot: file.snapshot) { file.origin(of: $0.key) }
    }
}
