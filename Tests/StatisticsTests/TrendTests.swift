import Statistics
import Testing

@Suite struct TrendTests {
    private struct MannKendallCase: Decodable {
        let values: [Double]
        let score: Int
        let variance, z, p_value: Double
    }
    private struct SlopeCase: Decodable {
        let values: [Double]
        let slope: Double?
    }
    private struct SeasonCase: Decodable {
        let values: [Double]
        let period: Int
        let factors: [Double]?
    }
    private let years: [Double] = [410_821, 718_093, 893_426, 954_303, 1_178_913, 1_563_753, 1_762_452]

    @Test func mannKendall() throws {
        for item in try expected("mann_kendall", as: MannKendallCase.self) {
            let test = try #require(MannKendall(item.values))
            #expect(test.score == item.score, "\(item)")
            #expect(agree(test.variance, item.variance), "\(item)")
            #expect(agree(test.z, item.z), "\(item)")
            #expect(agree(test.pValue, item.p_value), "\(item)")
        }
        #expect(MannKendall([]) == nil && MannKendall([1]) == nil)
    }

    @Test func mannKendallGolden() throws {
        let test = try #require(MannKendall(years))
        #expect(test.score == 21)
        #expect(near(test.z, 3.0038, 5e-5) && near(test.pValue, 0.00267, 5e-6))
    }

    @Test func theilSen() throws {
        for item in try expected("theil_sen", as: SlopeCase.self) { #expect(agree(TheilSen.slope(item.values), item.slope), "\(item)") }
        #expect(TheilSen.slope(years) == 217_256.5)
    }

    @Test func seasonalFactors() throws {
        for item in try expected("seasonal_factors", as: SeasonCase.self) {
            let factors = SeasonalFactors.ratioToMovingAverage(item.values, period: item.period)
            #expect((factors == nil) == (item.factors == nil), "\(item)")
            for (factor, value) in zip(factors ?? [], item.factors ?? []) { #expect(agree(factor, value), "\(item)") }
        }
    }

    @Test func seasonalFactorsHaveMeanOneWhateverTheScale() throws {
        let values: [Double] = (0..<40).map { month in Double(100 + 30 * (month % 12) + 2 * month) }
        let factors = try #require(SeasonalFactors.ratioToMovingAverage(values))
        let scaled = try #require(SeasonalFactors.ratioToMovingAverage(values.map { 1_000 * $0 }))
        #expect(agree(factors.reduce(0, +), 12, within: 1e-14))
        for (factor, other) in zip(factors, scaled) { #expect(agree(other, factor, within: 1e-13)) }
    }
}
