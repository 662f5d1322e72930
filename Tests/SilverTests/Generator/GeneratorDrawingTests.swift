import Testing

@testable import Silver
@testable import SilverImport

/// The parts that rows are drawn with.
@Suite struct GeneratorDrawingTests {
    @Test func randomStreamIsTheSameForTheSameNameAndAnotherForAnyOther() {
        func numbers(_ seed: UInt64, _ month: Int, _ chunk: Int) -> [UInt64] {
            var stream = RandomStream(seed: seed, month, chunk)
            return (0..<4).map { _ in stream.next() }
        }
        #expect(numbers(7, 1, 2) == numbers(7, 1, 2))
        let others = [numbers(7, 1, 2), numbers(8, 1, 2), numbers(7, 2, 1), numbers(7, 1, 3), numbers(7, 2, 2)]
        #expect(Set(others.flatMap(\.self)).count == 20)
    }

    /// First outputs of SplitMix64 from state 1234567, as published with the generator's reference implementation.
    @Test func mixIsSplitMix64() {
        let expected: [UInt64] = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        var state: UInt64 = 1_234_567
        for value in expected {
            state &+= 0x9E37_79B9_7F4A_7C15
            #expect(RandomStream.mix(state) == value)
        }
    }

    @Test func normalHasMeanZeroAndVarianceOne() {
        var random = RandomStream(seed: 3)
        let values = (0..<100_000).map { _ in random.normal() }
        let mean = values.reduce(0, +) / 100_000
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 100_000
        #expect(abs(mean) < 0.015 && abs(variance - 1) < 0.02)
    }

    @Test(arguments: [[1.0], [0.5, 0.5], [0, 1, 0], [0.7, 0.1, 0.1, 0.1], [3, 2, 1, 0, 4], Array(repeating: 1.0, count: 20)])
    func aliasTableDrawsByWeight(weights: [Double]) {
        let table = AliasTable(weights), draws = 200_000, total = weights.reduce(0, +)
        var random = RandomStream(seed: 11)
        var counts = [Int](repeating: 0, count: weights.count)
        for _ in 0..<draws { counts[table.draw(&random)] += 1 }
        var chiSquare = 0.0
        for (count, weight) in zip(counts, weights) {
            let expected = Double(draws) * weight / total
            if weight == 0 { #expect(count == 0) } else { chiSquare += (Double(count) - expected) * (Double(count) - expected) / expected }
        }
        // Mean k − 1, variance 2(k − 1): five standard deviations above, plus room for few classes.
        let freedom = Double(weights.count - 1)
        #expect(chiSquare < freedom + 5 * (2 * freedom).squareRoot() + 5, "χ² = \(chiSquare) at \(freedom) degrees of freedom")
    }

    @Test func percentileCurvePassesThroughItsPercentilesAndStaysBetweenItsEnds() {
        let curve = PercentileCurve((0...100).map { Double($0 * $0) })
        for percent in 0...100 { #expect(abs(curve.value(at: Double(percent) / 100) - Double(percent * percent)) < 1e-6) }
        #expect(curve.value(at: 0.505) == 2_550.5)
        #expect(abs(curve.value(at: 0.995) - 9_801) < 0.1, "extremes are rarer than a straight line would have them")
        #expect(curve.share(below: 0) == 0 && curve.share(below: 20_000) == 1)
    }

    @Test func coupledUniformStaysUniformAndFollowsItsCondition() {
        let draw = CoupledUniform(cut: 0.2, hit: 0.9, of: 0.1)
        var random = RandomStream(seed: 5)
        var tenths = [Int](repeating: 0, count: 10)
        var hits = 0, conditions = 0
        for _ in 0..<200_000 {
            let condition = random.chance(0.1)
            let u = draw.draw(&random, condition)
            tenths[Int(u * 10)] += 1
            if condition {
                conditions += 1
                hits += u < 0.2 ? 1 : 0
            }
        }
        for count in tenths { #expect(abs(count - 20_000) < 700) }
        #expect(abs(Double(hits) / Double(conditions) - 0.9) < 0.02)
    }

    @Test(arguments: [0, 1, 85, 86, 1_000, 123_457])
    func planAddsUpAndNumbersRowsWithoutGaps(rows: Int) {
        let shares = (1...86).map { 1 / Double($0) }, total = shares.reduce(0, +)
        let plan = SamplePlan(rows: rows, shares: shares)
        #expect(plan.rows.reduce(0, +) == rows)
        for (count, share) in zip(plan.rows, shares) { #expect(abs(Double(count) - Double(rows) * share / total) < 1) }
        var next = 1
        for chunk in plan.chunks {
            #expect(chunk.firstID == next && chunk.count > 0 && chunk.count <= SampleBatch.capacity)
            next += chunk.count
        }
        #expect(next == rows + 1)
    }

    /// Sunrise and sunset in standard time as published by the US Naval Observatory, to the minute.
    @Test(arguments: [
        // (day of the year from 0, latitude, longitude, meridian, sunrise, sunset)
        (171, 40.71, -74.01, -75.0, 4 * 60 + 25, 19 * 60 + 31),  // New York, 20 June
        (354, 40.71, -74.01, -75.0, 7 * 60 + 17, 16 * 60 + 32),  // New York, 21 December
        (79, 34.05, -118.24, -120.0, 5 * 60 + 56, 18 * 60 + 3),  // Los Angeles, 21 March
        (171, 47.61, -122.33, -120.0, 4 * 60 + 11, 20 * 60 + 11),  // Seattle, 20 June
    ])
    func daylightBeginsAndEndsWithTheSun(day: Int, latitude: Double, longitude: Double, meridian: Double, sunrise: Int, sunset: Int) {
        let daylight = Daylight()
        let minutes = (0..<1_440).filter {
            daylight.bits(dayOfYear: day, minute: $0, latitude: latitude, longitude: longitude, meridian: meridian) & 1 == 1
        }
        #expect(abs((minutes.first ?? 0) - sunrise) <= 5, "sunrise \(String(describing: minutes.first))")
        #expect(abs((minutes.last ?? 0) - sunset) <= 5, "sunset \(String(describing: minutes.last))")
    }

    @Test func twilightsContainEachOther() {
        let daylight = Daylight()
        for day in stride(from: 0, to: 366, by: 30) {
            for minute in stride(from: 0, to: 1_440, by: 7) {
                let bits = daylight.bits(dayOfYear: day, minute: minute, latitude: 45, longitude: -90, meridian: -90)
                #expect([0, 0b1000, 0b1100, 0b1110, 0b1111].contains(bits))
            }
        }
    }
}
