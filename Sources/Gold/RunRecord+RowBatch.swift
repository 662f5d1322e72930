extension RunRecord {
    /// `runs` as rows of ``GoldTable/datamartRuns``.
    ///
    /// - Throws: ``GoldError/Code/usage`` when the columns are not those of the table.
    public static func batch(of runs: [RunRecord]) throws(GoldError) -> RowBatch {
        try RowBatch(
            for: .datamartRuns,
            [
                "run_id": .text(runs.map(\.runID)),
                "mode": .text(runs.map(\.mode.rawValue)),
                "started_at": .timestamps(runs.map(\.startedAt)),
                "finished_at": .timestamps(runs.map(\.finishedAt)),
                "status": .text(runs.map(\.status.rawValue)),
                "data_version": .integers(runs.map(\.dataVersion)),
                "rows_read": .integers(runs.map(\.rowsRead)),
                "rows_accepted": .integers(runs.map(\.rowsAccepted)),
                "rows_rejected": .integers(runs.map(\.rowsRejected)),
                "partitions": .integers(runs.map(\.partitions)),
                "scan_seconds": .doubles(runs.map(\.scanSeconds)),
                "derive_seconds": .doubles(runs.map(\.deriveSeconds)),
                "export_seconds": .doubles(runs.map(\.exportSeconds)),
                "quality_score": .doubles(runs.map(\.qualityScore)),
                "error": .text(runs.map(\.error)),
            ])
    }
}
