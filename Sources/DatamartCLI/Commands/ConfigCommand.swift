import ArgumentParser
import Datamart

struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Print every setting, its value and where that came from.",
        discussion: """
            Use it when a run does not do what you expect: each value is shown with the file and line, the variable or the flag that \
            set it. Passwords are masked.

              datamart config
              LOG_LEVEL=debug datamart config --json
              datamart config --config staging.yaml --gold sqlite:staging.db
              datamart config --reference            what can be set, as Markdown
            """)

    @OptionGroup var settings: SettingsOptions
    @OptionGroup var places: PlaceOptions

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Print what every setting does, its default and what is allowed, as Markdown.")
    var reference = false

    func run() async throws {
        if reference {
            print(Setting.reference, terminator: "")
            return
        }
        let loaded = try settings.start(places.flags)
        try printResult(ConfigReport(loaded), asJSON: json) { Self.table(loaded).rendered(colors: $0) }
    }

    static func table(_ loaded: LoadedConfiguration) -> TextTable {
        TextTable(
            columns: [.text("setting"), .text("value"), .text("set by")],
            rows: loaded.settings.map {
                [$0.setting.key, $0.value ?? "–", "\($0.origin)" + ($0.setting.whyWithoutEffect == nil ? "" : ", no effect")]
            })
    }
}

/// The answer of `datamart config --json`.
private struct ConfigReport: Encodable {
    struct Entry: Encodable {
        let key: String
        let environment: String
        let value: String?
        let origin: String
        let isSecret: Bool
        let hasEffect: Bool
    }

    let settings: [Entry]
    let warnings: [String]

    init(_ loaded: LoadedConfiguration) {
        settings = loaded.settings.map {
            let setting = $0.setting
            return Entry(
                key: setting.key, environment: setting.environmentName, value: $0.value, origin: "\($0.origin)", isSecret: setting.isSecret,
                hasEffect: setting.whyWithoutEffect == nil)
        }
        warnings = loaded.warnings
    }
}
