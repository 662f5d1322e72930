import Statistics
import Testing

@Suite struct RobustTests {
    private struct ScoreCase: Decodable {
        let values: [Double]
        let value, median, deviation: Double
        let score: Double?
    }

    @Test func robustScore() throws {
        for item in try expected("robust_score", as: ScoreCase.self) {
            let expectation = try #require(RobustExpectation(item.values))
            #expect(expectation.median == item.median, "\(item)")
            #expect(agree(expectation.deviation, item.deviation), "\(item)")
            #expect(agree(expectation.score(item.value), item.score), "\(item)")
        }
        #expect(RobustExpectation([]) == nil)
    }

    @Test func median() {
        #expect(Median.of([]) == nil)
        #expect(Median.of([3, 1, 2]) == 2)
        #expect(Median.of([4, 1, 3, 2]) == 2.5)
    }
}
