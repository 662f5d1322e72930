import Statistics
import Testing

@Suite struct AssociationTests {
    private struct SpearmanCase: Decodable {
        let table: [[Int64]]
        let coefficient, p_value: Double?
    }
    private struct CramerCase: Decodable {
        let table: [[Int64]]
        let statistic, p_value, v, corrected: Double?
    }
    private struct DriftCase: Decodable {
        let reference, current: [Int64]
        let psi, jensen_shannon: Double?
    }

    private func histogram(_ table: [[Int64]]) -> JointHistogram {
        JointHistogram(rowCount: table.count, columnCount: table.first?.count ?? 0, counts: table.flatMap(\.self))
    }

    @Test func spearman() throws {
        for item in try expected("spearman", as: SpearmanCase.self) {
            let correlation = histogram(item.table).spearman
            #expect((correlation == nil) == (item.coefficient == nil), "\(item)")
            #expect(near(correlation?.coefficient ?? 0, item.coefficient ?? 0, 1e-13), "\(item)")
            #expect(near(correlation?.pValue ?? 0, item.p_value ?? 0, 1e-10 * max(item.p_value ?? 0, 1e-3)), "\(item)")
        }
    }

    @Test func spearmanOfMillionsDoesNotOverflow() throws {
        let counts: [Int64] = [67_366, 6_156_981, 1_299_337, 204_710].flatMap { [$0, 2 * $0, 3 * $0] }
        let correlation = try #require(JointHistogram(rowCount: 4, columnCount: 3, counts: counts).spearman)
        #expect(abs(correlation.coefficient) < 1e-12 && correlation.pValue > 0.999)
    }

    @Test func cramersV() throws {
        for item in try expected("cramers_v", as: CramerCase.self) {
            let association = histogram(item.table).association
            #expect((association == nil) == (item.v == nil), "\(item)")
            #expect(near(association?.statistic ?? 0, item.statistic ?? 0, 1e-10 * max(1, item.statistic ?? 0)), "\(item)")
            #expect(agree(association?.pValue, item.p_value, within: 1e-9), "\(item)")
            #expect(near(association?.cramersV ?? 0, item.v ?? 0, 1e-12), "\(item)")
            #expect(near(association?.correctedV ?? 0, item.corrected ?? 0, 1e-10), "\(item)")
        }
    }

    @Test func drift() throws {
        for item in try expected("drift", as: DriftCase.self) {
            let drift = Drift(from: item.reference, to: item.current)
            #expect(agree(drift?.populationStabilityIndex, item.psi, within: 1e-9), "\(item)")
            #expect(agree(drift?.jensenShannonDistance, item.jensen_shannon, within: 1e-9), "\(item)")
        }
    }

    @Test func driftGolden() {
        let drift = Drift(from: [203, 688_144, 237_853, 28_103], to: [37_875, 1_603_346, 77_957, 43_274], adding: 0)
        #expect(near(drift?.populationStabilityIndex, 0.4974, 5e-5))
        #expect(Drift(from: [1, 0], to: [1, 1], adding: 0) == nil)
    }
}
