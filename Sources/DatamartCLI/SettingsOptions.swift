import ArgumentParser
import Datamart

/// The flags of every command that reads settings.
struct SettingsOptions: ParsableArguments {
    @Option(
        name: .customLong("config"),
        help: ArgumentHelp("Read settings from this file instead of \(DatamartConfiguration.defaultFile).", valueName: "FILE"))
    var file: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Set one setting, such as log.level=debug; repeatable. `datamart config` lists them.", valueName: "KEY=VALUE"))
    var assignments: [String] = []

    func validate() throws {
        for assignment in assignments where !assignment.contains("=") {
            throw ValidationError("--set takes KEY=VALUE, such as log.level=debug; found \"\(assignment)\".")
        }
    }

    /// The settings, `flags` laid over everything else.
    ///
    /// - Parameter flags: The value of each flag that stands for a setting, by flag and key; nil when not given.
    func load(_ flags: [(name: String, key: String, value: String?)] = []) throws -> LoadedConfiguration {
        let assigned = assignments.map { text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return SettingFlag(name: "--set", key: parts[0], value: parts[1])
        }
        let given = flags.compactMap { flag in flag.value.map { SettingFlag(name: flag.name, key: flag.key, value: $0) } }
        return try DatamartConfiguration.load(file: file, flags: assigned + given)
    }

    /// The settings, as ``load(_:)`` has them, with which the log of the process is started: the first step of a command.
    func start(_ flags: [(name: String, key: String, value: String?)] = []) throws -> LoadedConfiguration {
        let loaded = try load(flags)
        ProcessLog.start(loaded)
        return loaded
    }
}

/// The flags that say where Silver and Gold are.
struct PlaceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The warehouse folder that Silver is in; the database's or the table's own folder will do.", valueName: "DIR"))
    var silver: String?

    @Option(
        help: ArgumentHelp("Where to publish: sqlite:PATH, mysql://USER@HOST:PORT/DATABASE, or none to compute and check only.", valueName: "TARGET"))
    var gold: String?

    @Option(help: ArgumentHelp("Where cubes are kept between runs, so that only what changed is scanned.", valueName: "DIR"))
    var state: String?

    /// The flags as settings.
    var flags: [(name: String, key: String, value: String?)] {
        [("--silver", "datamart.silver", silver), ("--gold", "datamart.gold", gold), ("--state", "datamart.state", state)]
    }
}
