import Foundation
public import Logging

/// Writes each message as one line: JSON for machines, or a colored line for people.
///
///     let logger = Logger(label: "datamart.run") { label in
///         DatamartLogHandler(label: label, levels: LogLevels(all: .info), output: .standardError())
///     }
///     logger.info("run finished", metadata: ["tables_exported": "\(2)"])
public struct DatamartLogHandler: LogHandler {
    /// Fields of every message of the logger.
    public var metadata: Logger.Metadata = [:]
    /// Fields of the task that logs.
    public var metadataProvider: Logger.MetadataProvider?
    /// The least important level that is logged.
    public var logLevel: Logger.Level
    private let output: LogOutput

    /// - Parameter label: Decides the level: see ``LogLevels``.
    public init(label: String, levels: LogLevels, output: LogOutput, metadataProvider: Logger.MetadataProvider? = nil) {
        logLevel = levels.level(of: label)
        self.output = output
        self.metadataProvider = metadataProvider
    }

    /// One of ``metadata``.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Fields of the event win over the handler's, those over the provider's.
    public func log(event: LogEvent) {
        var fields = metadataProvider?.get() ?? [:]
        fields.merge(metadata) { _, handler in handler }
        if let error = event.error { fields["error"] = "\(error)" }
        fields.merge(event.metadata ?? [:]) { _, event in event }
        output.write(level: event.level, message: event.message.description, metadata: fields)
    }
}

/// The least important level that is logged: one for all, another for labels that begin with `datamart`.
public struct LogLevels: Sendable, Hashable {
    /// The level of every label.
    public var all: Logger.Level
    /// The level of labels that begin with `datamart`; nil: as ``all``.
    public var datamart: Logger.Level?

    /// A level for all, and one for Datamart's own where it differs.
    public init(all: Logger.Level, datamart: Logger.Level? = nil) {
        self.all = all
        self.datamart = datamart
    }

    /// The level of the logger called `label`.
    public func level(of label: String) -> Logger.Level {
        label.hasPrefix("datamart") ? datamart ?? all : all
    }
}
