public import Accidents

/// All findings of a run's gates. Gold is published only when every one has passed.
///
///     let report = QualityReport(QualityGate.rows(read: 10, accepted: 9, rejected: 1, maximumRejectedShare: 0.05) + audit.findings())
///     try report.enforce()
public struct QualityReport: Sendable, Hashable {
    /// Every finding, passed or not.
    public var findings: [QualityFinding]

    /// A report of `findings`.
    public init(_ findings: [QualityFinding]) { self.findings = findings }

    /// The findings that stop the run.
    public var failures: [QualityFinding] { findings.filter { !$0.passed && $0.stops } }

    /// Share of the findings that passed, in [0, 1]; 1 when there are none.
    public var score: Double { findings.isEmpty ? 1 : Double(findings.count { $0.passed }) / Double(findings.count) }

    /// Throws when a gate has failed.
    public func enforce() throws(QualityGateFailure) {
        if !failures.isEmpty { throw QualityGateFailure(report: self) }
    }

    /// The findings as rows of ``GoldTable/datamartQuality``, in byte order of table and metric.
    ///
    /// - Throws: ``GoldError/Code/usage`` when the columns are not those of the table.
    public func batch() throws(GoldError) -> RowBatch {
        let rows = findings.sorted { ($0.table, $0.metric) < ($1.table, $1.metric) }
        return try RowBatch(
            for: .datamartQuality,
            [
                "table": .text(rows.map(\.table)),
                "metric": .text(rows.map(\.metric)),
                "value": .doubles(rows.map(\.value)),
                "threshold": .doubles(rows.map(\.threshold)),
                "passed": .integers(rows.map { $0.passed ? 1 : 0 }),
            ])
    }
}

/// A run that its gates have stopped: nothing was published, the previous version stays.
public struct QualityGateFailure: Error, Sendable {
    /// What was found, the passed gates included.
    public var report: QualityReport

    /// Why, one sentence per failed gate.
    public var reasons: [String] { report.failures.map(\.description) }
}

extension QualityGateFailure: DescribedError {
    /// `quality_gate`
    public var code: String { "quality_gate" }

    /// What was to be published.
    public var fault: Fault { .quality }

    /// That nothing was published, and ``reasons``.
    public var message: String {
        "the quality gates stopped the run before publishing; the previous version is untouched:\n- " + reasons.joined(separator: "\n- ")
    }

    /// Every reason names its table.
    public var place: String? { nil }

    /// To mend the input or to move the gate.
    public var advice: String? { "nothing was published; mend the input, or change the gate with --set datamart.quality.…" }

    /// ``message``
    public var description: String { message }
}
