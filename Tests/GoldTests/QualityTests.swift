import Gold
import Testing

@Suite("Quality gates")
struct QualityTests {
    @Test(arguments: [
        (read: 100, accepted: 95, rejected: 5, unaccounted: 0.0, passed: [true, true]),
        (read: 100, accepted: 94, rejected: 6, unaccounted: 0.0, passed: [true, false]),
        (read: 100, accepted: 99, rejected: 0, unaccounted: 1.0, passed: [false, true]),
        (read: 100, accepted: 101, rejected: 0, unaccounted: -1.0, passed: [false, true]),
        (read: 0, accepted: 0, rejected: 0, unaccounted: 0.0, passed: [true, true]),
    ])
    func everyRowIsAccountedFor(read: Int64, accepted: Int64, rejected: Int64, unaccounted: Double, passed: [Bool]) {
        let findings = QualityGate.rows(read: read, accepted: accepted, rejected: rejected)
        #expect(findings.map(\.metric) == ["rows_unaccounted", "rejected_share"])
        #expect(findings.map(\.passed) == passed)
        #expect(findings[0].value == unaccounted)
    }

    @Test func theRejectedShareIsASetting() {
        let findings = QualityGate.rows(read: 10, accepted: 5, rejected: 5, maximumRejectedShare: 0.5)
        #expect(findings[1].passed && findings[1].value == 0.5 && findings[1].threshold == 0.5)
    }

    @Test func aLevelMayMissRowsWithoutItsKeyAlone() {
        #expect(QualityGate.total(table: "kpis_security", level: "state", counted: 10, accepted: 10).passed)
        #expect(QualityGate.total(table: "kpis_security", level: "city", counted: 8, accepted: 10, withoutKey: 2).passed)
        let short = QualityGate.total(table: "kpis_security", level: "city", counted: 7, accepted: 10, withoutKey: 2)
        #expect(!short.passed && short.value == -1 && short.metric == "unaccounted_city")
        #expect(short.description == "kpis_security, unaccounted_city: level city counts 7 accidents; 10 were accepted, 2 of them without a city")
    }

    @Test func completenessCountsTheFilledColumns() throws {
        var audit = TableAudit(.accidentsSummary)
        audit.add(GoldFixture.accidents(0, count: 10))
        audit.add(GoldFixture.accidents(10, count: 10))
        // 4 of 20 cities are null, in 11 columns.
        let finding = try #require(audit.findings().first)
        #expect(finding.metric == "completeness" && finding.passed && !finding.isAlert)
        #expect(abs(finding.value - 216.0 / 220) < 1e-15)
        #expect(finding.reason.contains("the emptiest is city with 16 of 20"))

        var narrow = TableAudit(TableRules(.accidentsSummary, filled: ["id", "city"], ranges: [:]))
        narrow.add(GoldFixture.accidents(0, count: 10))
        #expect(narrow.findings()[0].value == 0.9)
        #expect(!narrow.findings()[0].passed && !narrow.findings()[0].isAlert)
        #expect(narrow.findings(minimumCompleteness: 0.9)[0].passed)
        #expect(narrow.findings(alertCompleteness: 0.91)[0].isAlert)

        var without = TableAudit(TableRules.accidentsSummary.withoutFilled(["city"]))
        without.add(GoldFixture.accidents(0, count: 10))
        #expect(without.findings()[0].value == 1)
    }

    @Test func anEmptyTableIsComplete() {
        #expect(QualityReport(TableAudit(.kpisSecurity).findings()).failures.isEmpty)
    }

    @Test func figuresAreFiniteAndInRange() {
        let table = GoldTable(
            name: "t", columns: [GoldColumn("share", .double), GoldColumn("hour", .integer), GoldColumn("free", .double)], primaryKey: [])
        var audit = TableAudit(TableRules(table, filled: [], ranges: ["share": 0...1, "hour": 0...23]))
        audit.add(
            RowBatch(
                fixture: table,
                [
                    "share": RowBatch.Column(.doubles([0, 1, 1.01, .nan, 7]), present: [1, 1, 1, 1, 0]), "hour": .integers([0, 23, 24, -1, nil]),
                    "free": .doubles([-1e300, .infinity, 0, 0, 0]),
                ]))
        let findings = audit.findings()
        #expect(findings.map(\.metric) == ["completeness", "figures_not_finite", "figures_out_of_range"])
        #expect(findings.map(\.value) == [1, 2, 3])
        #expect(findings.map(\.passed) == [true, false, false])
        #expect(findings[2].reason == "3 figures are out of their range, first in share")
    }

    @Test(
        arguments: [
            ([], 0), ([1, 2, 3], 0), ([3, 1, 2], 0), ([2, 3], 1), ([1, 1, 2], 1), ([1, 2, 2, 4], 1), ([0], 1), ([-5, .max], 2),
        ] as [([Int64], Int)])
    func ranksAreDense(_ ranks: [Int64], _ gaps: Int) {
        #expect(TableAudit.rankGaps(ranks) == gaps)
    }

    @Test func ranksOfCitiesAndStatesStandApart() {
        let table = GoldTable(name: "t", columns: [GoldColumn("city", .text), GoldColumn("rank", .integer)], primaryKey: [])
        let rules = TableRules(table, filled: [], ranges: [:], ranks: [TableRules.Rank("rank", level: "city")])
        var audit = TableAudit(rules)
        audit.add(RowBatch(fixture: table, ["city": .text([nil, nil, "a", "b"]), "rank": .integers([1, nil, 2, nil])]))
        #expect(audit.findings().last?.value == 1)
        audit.add(RowBatch(fixture: table, ["city": .text([nil, "c"]), "rank": .integers([2, 1])]))
        #expect(audit.findings().last?.metric == "rank_gaps")
        #expect(audit.findings().last?.passed == true)
    }

    @Test func rulesNameColumnsOfTheirTable() {
        for rules in [TableRules.accidentsSummary, .kpisSecurity] {
            let columns = Set(rules.table.columns.map(\.name))
            #expect(columns.isSuperset(of: rules.filled) && columns.isSuperset(of: rules.ranges.keys))
            #expect(columns.isSuperset(of: rules.ranks.map(\.column) + rules.ranks.compactMap(\.level)))
        }
    }

    @Test func aFailedGateStopsWithItsReasons() throws {
        let passing = QualityReport(QualityGate.rows(read: 10, accepted: 10, rejected: 0))
        try passing.enforce()
        #expect(passing.score == 1 && QualityReport([]).score == 1)
        let failing = QualityReport(QualityGate.rows(read: 10, accepted: 5, rejected: 4))
        #expect(failing.score == 0)
        let failure = #expect(throws: QualityGateFailure.self) { try failing.enforce() }
        #expect(failure?.reasons.count == 2)
        #expect(failure?.description.contains("- datamart_runs, rows_unaccounted: 10 rows were read, 5 accepted and 4 rejected") == true)
    }

    @Test func aReportIsRowsOfItsTable() async throws {
        let report = QualityReport(
            QualityGate.rows(read: 10, accepted: 5, rejected: 5) + [QualityGate.total(table: "a", level: "x", counted: 1, accepted: 1)])
        let probe = try SQLiteProbe()
        try await GoldStoreConformance.publish(probe.makeStore(), "r1", [(.datamartQuality, [try report.batch()])])
        let rows = try probe.rows(of: "datamart_quality", columns: ["table", "metric", "value", "threshold", "passed"], orderBy: "rowid")
        #expect(
            rows == [
                ["a", "unaccounted_x", "0.0", "0.0", "1"], ["datamart_runs", "rejected_share", "0.5", "0.05", "0"],
                ["datamart_runs", "rows_unaccounted", "0.0", "0.0", "1"],
            ])
    }
}
