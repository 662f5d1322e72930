extension RunRecord {
    /// `runs` as rows of ``GoldTable/datamartRuns``.
    public static func batch(of runs: [RunRecord]) -> RowBatch {
        RowBatch([
            .text(runs.map(\.runID)),
            .text(runs.map(\.mode.rawValue)),
            .timestamps(runs.map(\.startedAt)),
            .timestamps(runs.map(\.finishedAt)),
            .text(runs.map(\.status.rawValue)),
            .integers(runs.map(\.dataVersion)),
            .integers(runs.map(\.rowsRead)),
            .integers(runs.map(\.rowsAccepted)),
            .integers(runs.map(\.rowsRejected)),
            .integers(runs.map(\.partitions)),
            .doubles(runs.map(\.scanSeconds)),
            .doubles(runs.map(\.deriveSeconds)),
            .doubles(runs.map(\.exportSeconds)),
            .doubles(runs.map(\.qualityScore)),
            .text(runs.map(\.error)),
        ])
    }
}
