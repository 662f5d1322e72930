import Gold
import Logging
import Pipeline

/// What a run says in the log. Failures are thrown, not logged: whoever catches one decides.
struct RunLog {
    private let logger = Logger(label: "datamart.run")

    func started(_ configuration: DatamartConfiguration) {
        logger.info("run started", metadata: ["silver": "\(configuration.silver.warehouse)", "gold": "\(configuration.gold)"])
    }

    /// One line per stage, a warning each, and one line for the whole.
    func finished(_ result: RunResult) {
        var logger = logger
        logger[metadataKey: "run_id"] = "\(result.runID)"
        let stages = [("scan", result.stages.scanSeconds), ("derive", result.stages.deriveSeconds), ("export", result.stages.exportSeconds)]
        for (stage, seconds) in stages {
            logger.info("stage finished", metadata: ["stage": "\(stage)", "stage_seconds": .stringConvertible(seconds)])
        }
        var logged: Set<String> = []
        for warning in result.warnings where logged.insert(warning).inserted { logger.warning("\(warning)") }
        logger.info("run finished", metadata: fields(result))
    }

    private func fields(_ result: RunResult) -> Logger.Metadata {
        var fields: Logger.Metadata = [
            "mode": "\(result.mode.rawValue)",
            "pipeline_duration_seconds": .stringConvertible(result.pipelineDurationSeconds),
            "tables_exported": .stringConvertible(result.exportSummary.tablesCreated),
            "total_rows_exported": .stringConvertible(result.exportSummary.totalRowsExported),
        ]
        fields["data_quality_score"] = result.dataQualityScore.map { .stringConvertible($0) }
        return fields
    }
}
