import ArgumentParser
import Datamart

/// The flag of commands that look after a published Gold.
struct GoldOption: ParsableArguments {
    @Option(help: ArgumentHelp("The published Gold: mysql://USER@HOST:PORT/DATABASE.", valueName: "TARGET"))
    var gold: String?

    /// The settings with this flag over them, with which the log is started. There must be a Gold.
    func load(_ settings: SettingsOptions) throws -> LoadedConfiguration {
        let loaded = try settings.load([("--gold", "datamart.gold", gold)])
        ProcessLog.start(loaded)
        guard loaded.configuration.gold != .none else {
            throw Failure(.usage, "there is no Gold to look after", advice: "name it with --gold mysql://USER@HOST:PORT/DATABASE")
        }
        return loaded
    }
}
