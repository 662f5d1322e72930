import ArgumentParser
import Datamart

/// The flag of commands that look after a published Gold.
struct GoldOption: ParsableArguments {
    @Option(help: ArgumentHelp("The published Gold: mysql://USER@HOST:PORT/DATABASE.", valueName: "TARGET"))
    var gold: String?

    /// The app by the settings with this flag over them, with which the log is started. There must be a Gold.
    func app(_ settings: SettingsOptions) async throws -> DatamartApp {
        let configuration = try settings.start([("--gold", "datamart.gold", gold)]).configuration
        guard configuration.gold != .none else {
            throw Failure(.usage, "there is no Gold to look after", advice: "name it with --gold mysql://USER@HOST:PORT/DATABASE")
        }
        return try await DatamartApp(configuration)
    }
}
