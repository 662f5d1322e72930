import Statistics
import Testing

@Suite struct DiscreteDistributionTests {
    private struct PoissonCase: Decodable {
        let count: Int64
        let mean, density, cumulative, survival: Double
    }
    private struct BinomialCase: Decodable {
        let successes, trials: Int64
        let probability, density, cumulative, survival: Double
    }

    @Test func poisson() throws {
        for item in try expected("poisson", as: PoissonCase.self) {
            #expect(agree(PoissonDistribution.density(item.count, mean: item.mean), item.density), "\(item)")
            #expect(agree(PoissonDistribution.cumulative(item.count, mean: item.mean), item.cumulative), "\(item)")
            #expect(agree(PoissonDistribution.survival(item.count, mean: item.mean), item.survival), "\(item)")
        }
    }

    @Test func binomial() throws {
        for item in try expected("binomial", as: BinomialCase.self) {
            let (k, n, p) = (item.successes, item.trials, item.probability)
            #expect(agree(BinomialDistribution.density(k, trials: n, probability: p), item.density), "\(item)")
            #expect(agree(BinomialDistribution.cumulative(k, trials: n, probability: p), item.cumulative), "\(item)")
            #expect(agree(BinomialDistribution.survival(k, trials: n, probability: p), item.survival), "\(item)")
        }
    }

    @Test(arguments: [0.0, 1.0])
    func certainOutcomes(_ probability: Double) {
        let sure = probability == 0 ? Int64(0) : 5
        for k in Int64(-1)...6 {
            #expect(BinomialDistribution.density(k, trials: 5, probability: probability) == (k == sure ? 1 : 0))
            #expect(BinomialDistribution.cumulative(k, trials: 5, probability: probability) == (k >= sure ? 1 : 0))
        }
        #expect(BinomialDistribution.density(0, trials: 0, probability: 0.3) == 1)
    }

    private struct StudentCase: Decodable { let t, degrees, two_sided: Double }

    @Test func student() throws {
        for item in try expected("student", as: StudentCase.self) {
            #expect(agree(StudentDistribution.twoSided(item.t, degrees: item.degrees), item.two_sided), "\(item)")
        }
        #expect(StudentDistribution.twoSided(.infinity, degrees: 3) == 0)
    }
}
