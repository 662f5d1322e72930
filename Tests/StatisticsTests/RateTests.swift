import Statistics
import Testing

@Suite struct RateTests {
    private struct BayesCase: Decodable {
        let events, exposures: [Double]
        let rates: [Double]?
    }
    private struct StandardCase: Decodable {
        let counts, scores, part: [Int64]
        let score: Int64
        let prior, index: Double
    }

    @Test func empiricalBayes() throws {
        for item in try expected("empirical_bayes", as: BayesCase.self) {
            let rates = EmpiricalBayes.global(events: item.events, exposures: item.exposures)
            #expect((rates == nil) == (item.rates == nil))
            for (rate, value) in zip(rates ?? [], item.rates ?? []) { #expect(agree(rate, value), "\(item)") }
        }
        #expect(EmpiricalBayes.global(events: [], exposures: []) == nil)
    }

    @Test func shrunkenRatesLieBetweenTheirOwnAndTheCommonRate() throws {
        let rates = try #require(EmpiricalBayes.global(events: [1, 50, 900], exposures: [1_000, 10_000, 100_000]))
        let common = 951.0 / 111_000
        for (rate, own) in zip(rates, [0.001, 0.005, 0.009]) { #expect(rate >= min(own, common) && rate <= max(own, common)) }
    }

    @Test func indirectStandardization() throws {
        for item in try expected("indirect_standardization", as: StandardCase.self) {
            let reference = try #require(IndirectStandardization(counts: item.counts, scores: item.scores))
            let expectedScore = zip(item.part, reference.stratumMeans).reduce(0) { $0 + Double($1.0) * $1.1 }
            let index = reference.index(score: Double(item.score), expected: expectedScore, prior: item.prior)
            #expect(agree(index, item.index), "\(item)")
        }
        #expect(IndirectStandardization(counts: [0, 0], scores: [0, 0]) == nil)
    }
}
