import Statistics
import Testing

@Suite struct DistributionTests {
    private struct NormalCase: Decodable { let z, cumulative, survival, two_sided: Double }
    private struct TailCase: Decodable { let tail, z: Double }
    private struct ChiSquaredCase: Decodable { let x, degrees, cumulative, survival: Double }
    private struct QuantileCase: Decodable { let probability, degrees, x, upper: Double }

    @Test func normal() throws {
        for item in try expected("normal", as: NormalCase.self) {
            #expect(agree(NormalDistribution.cumulative(item.z), item.cumulative), "\(item)")
            #expect(agree(NormalDistribution.survival(item.z), item.survival), "\(item)")
            #expect(agree(NormalDistribution.twoSided(item.z), item.two_sided), "\(item)")
        }
    }

    @Test func normalQuantile() throws {
        for item in try expected("normal_quantile", as: TailCase.self) {
            #expect(agree(NormalDistribution.upperQuantile(item.tail), item.z), "\(item)")
        }
        #expect(abs(NormalDistribution.quantile(0.5)) < 1e-15)
        #expect(NormalDistribution.quantile(0) == -.infinity && NormalDistribution.quantile(1) == .infinity)
        #expect(NormalDistribution.quantile(1.5).isNaN)
    }

    @Test func chiSquared() throws {
        for item in try expected("chi_squared", as: ChiSquaredCase.self) {
            #expect(agree(ChiSquaredDistribution.cumulative(item.x, degrees: item.degrees), item.cumulative), "\(item)")
            #expect(agree(ChiSquaredDistribution.survival(item.x, degrees: item.degrees), item.survival), "\(item)")
        }
    }

    @Test func chiSquaredQuantile() throws {
        for item in try expected("chi_squared_quantile", as: QuantileCase.self) {
            #expect(agree(ChiSquaredDistribution.quantile(item.probability, degrees: item.degrees), item.x), "\(item)")
            #expect(agree(ChiSquaredDistribution.upperQuantile(item.probability, degrees: item.degrees), item.upper), "\(item)")
        }
        #expect(ChiSquaredDistribution.quantile(0, degrees: 3) == 0)
        #expect(ChiSquaredDistribution.quantile(1, degrees: 3) == .infinity)
    }
}
