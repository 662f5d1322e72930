import Datamart
import Logging
import Observability
import Synchronization

/// The log of this process. The logging system can be set up once only.
enum ProcessLog {
    private static let isStarted = Mutex(false)

    /// Starts the log as the settings want it, and says what they warn of.
    static func start(_ loaded: LoadedConfiguration) {
        let logging = loaded.configuration.logging
        start(LogLevels(all: logging.level, datamart: logging.datamartLevel), secrets: loaded.secrets)
        for warning in loaded.warnings { Logger(label: "datamart.configuration").warning("\(warning)") }
    }

    /// Starts the log with the defaults, for what happens before settings are known.
    static func startIfNeeded() { start(LogLevels(all: .info), secrets: []) }

    private static func start(_ levels: LogLevels, secrets: [String]) {
        isStarted.withLock { isStarted in
            guard !isStarted else { return }
            isStarted = true
            let output = LogOutput.standardError(secrets: secrets)
            LoggingSystem.bootstrap { DatamartLogHandler(label: $0, levels: levels, output: output) }
        }
    }
}
