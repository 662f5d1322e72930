import Statistics
import Testing

@Suite struct ComparisonTests {
    private struct RateCase: Decodable {
        let first, second: Int64
        let first_exposure, second_exposure, p_value: Double
        let rate_ratio: Double?
    }
    private struct TablesCase: Decodable {
        let tables: [[Int64]]
        let odds_ratio, risk_ratio, low, high, cmh, cmh_p, homogeneity, homogeneity_p: Double?
        let degrees: Int?
        let oppose: Bool
    }
    private struct DiscoveryCase: Decodable { let p_values, q_values: [Double] }

    @Test func twoPoissonCounts() throws {
        for item in try expected("poisson_comparison", as: RateCase.self) {
            let test = PoissonRateComparison(item.first, over: item.first_exposure, with: item.second, over: item.second_exposure)
            // scipy's own binomial tails carry about ten digits for a million trials.
            #expect(agree(test?.pValue, item.p_value, within: 1e-9), "\(item): \(String(describing: test))")
            #expect(agree(test?.rateRatio, item.rate_ratio), "\(item)")
        }
        #expect(PoissonRateComparison(0, over: 1, with: 0, over: 1) == nil)
    }

    @Test func exchangingTheCountsKeepsThePValue() throws {
        let one = try #require(PoissonRateComparison(12, over: 365, with: 31, over: 365))
        let other = try #require(PoissonRateComparison(31, over: 365, with: 12, over: 365))
        #expect(agree(one.pValue, other.pValue, within: 1e-12))
        #expect(agree(one.rateRatio, other.rateRatio.map { 1 / $0 }, within: 1e-15))
    }

    @Test func stratifiedTables() throws {
        for item in try expected("stratified_tables", as: TablesCase.self) {
            let tables = StratifiedTables(item.tables.map { .init(a: $0[0], b: $0[1], c: $0[2], d: $0[3]) })
            let interval = tables.oddsRatioInterval()
            #expect(agree(tables.oddsRatio, item.odds_ratio), "\(item)")
            #expect(agree(tables.riskRatio, item.risk_ratio), "\(item)")
            #expect(agree(interval?.low, item.low) && agree(interval?.high, item.high), "\(item)")
            #expect(agree(tables.independence?.statistic, item.cmh, within: 1e-9), "\(item)")
            #expect(agree(tables.independence?.pValue, item.cmh_p, within: 1e-8), "\(item)")
            #expect(tables.homogeneity?.degrees == item.degrees, "\(item)")
            #expect(near(tables.homogeneity?.statistic ?? 0, item.homogeneity ?? 0, 1e-9 * max(1, item.homogeneity ?? 0)), "\(item)")
            #expect(agree(tables.homogeneity?.pValue, item.homogeneity_p, within: 1e-8), "\(item)")
            #expect(tables.strataOppose == item.oppose, "\(item)")
        }
    }

    /// The q-values up to a level follow from the p-values up to it and the number of the others.
    @Test(arguments: [0.01, 0.05, 0.3]) func smallPValuesAreEnoughForSmallQValues(level: Double) throws {
        for item in try expected("benjamini_hochberg", as: DiscoveryCase.self) {
            let small = item.p_values.indices.filter { item.p_values[$0] <= level }
            let qValues = BenjaminiHochberg.qValues(small.map { item.p_values[$0] }, of: item.p_values.count)
            for (index, qValue) in zip(small, qValues) {
                let whole = item.q_values[index]
                #expect(whole <= level ? agree(qValue, whole) : qValue > level, "\(item)")
            }
        }
    }

    @Test func benjaminiHochberg() throws {
        for item in try expected("benjamini_hochberg", as: DiscoveryCase.self) {
            let qValues = BenjaminiHochberg.qValues(item.p_values)
            try #require(qValues.count == item.q_values.count)
            for (value, other) in zip(qValues, item.q_values) { #expect(agree(value, other), "\(item)") }
        }
        #expect(BenjaminiHochberg.qValues([]).isEmpty)
    }

    @Test func benjaminiHochbergGolden() {
        let qValues = BenjaminiHochberg.qValues([0.01, 0.04, 0.03, 0.005, 0.2])
        for (value, other) in zip(qValues, [0.025, 0.05, 0.05, 0.025, 0.2]) { #expect(agree(value, other, within: 1e-14)) }
    }
}
