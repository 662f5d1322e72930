import Accidents
import Cubes
import KPIs
import Silver
import Testing

/// The rules of kpis_infrastructure, each on accidents made for it.
@Suite struct InfrastructureTests {
    private func accidents(_ count: Int, severe: Int, flags: UInt16 = 0, unknown: UInt16 = 0, source: String? = "Source1") -> [TestAccident] {
        (0..<count).map { TestAccident(source: source, severity: $0 < severe ? 3 : 2, flags: flags, unknown: unknown) }
    }

    private func row(_ type: String, _ accidents: [TestAccident]) throws -> InfrastructureKPI {
        try #require(try InfrastructureKPI.derive(from: accidents.cube(.equipment)).first { $0.state == "TX" && $0.infrastructureType == type })
    }

    @Test func eachTypeHasARowInEachPlace() throws {
        let rows = try InfrastructureKPI.derive(from: accidents(3, severe: 1).cube(.equipment))
        #expect(rows.count == 32 && rows.map(\.state) == Array(repeating: "TX", count: 16) + Array(repeating: "US", count: 16))
        #expect(rows.prefix(16).map(\.infrastructureType) == rows.prefix(16).map(\.infrastructureType).sorted())
        #expect(rows.allSatisfy { $0.oddsRatio == nil && $0.qValue == nil && $0.safetyImprovementScore == nil })
    }

    @Test func anUnknownFlagCountsOnNeitherSideOfItsTypesAlone() throws {
        let signal = InfrastructureFlag.trafficSignal.bit
        let all = accidents(5, severe: 1, flags: signal) + accidents(7, severe: 2, unknown: signal) + accidents(4, severe: 3)
        let flag = try row("Traffic_Signal", all)
        #expect([flag.accidentsWith, flag.severeWith, flag.accidentsWithout, flag.severeWithout] == [5, 1, 4, 3])
        let control = try row("Control_Multiple", all)
        #expect([control.accidentsWith, control.accidentsWithout] == [0, 9], "whether it is both needs the signal")
        let stop = try row("Stop", all)
        #expect([stop.accidentsWith, stop.accidentsWithout] == [0, 16])
        #expect(try InfrastructureType.unknownAccidents(in: all.cube(.equipment)) == 7 * 4, "the signal and the three controls")
    }

    @Test func controlsExcludeEachOther() throws {
        let (signal, stop) = (InfrastructureFlag.trafficSignal.bit, InfrastructureFlag.stop.bit)
        let all = accidents(1, severe: 0, flags: signal) + accidents(2, severe: 0, flags: stop) + accidents(4, severe: 0, flags: signal | stop)
        let counts = try ["Control_Signal", "Control_Stop", "Control_Multiple"].map { try row($0, all).accidentsWith }
        #expect(counts == [1, 2, 4])
    }

    @Test func recommendationsFollowTheFirstRuleThatHolds() throws {
        let flag = InfrastructureFlag.crossing.bit
        let fewer = accidents(400, severe: 40, flags: flag) + accidents(400, severe: 160)
        let more = accidents(400, severe: 160, flags: flag) + accidents(400, severe: 40)
        let same = accidents(400, severe: 100, flags: flag) + accidents(400, severe: 100)
        let opposed =
            fewer + accidents(400, severe: 160, flags: flag, source: "Source2") + accidents(400, severe: 40, source: "Source2")
        let few = accidents(29, severe: 3, flags: flag) + accidents(400, severe: 100)
        let nothing = accidents(40, severe: 0, flags: flag) + accidents(400, severe: 0)
        #expect(
            try row("Crossing", fewer).recommendation
                == "In TX a crossing is associated with fewer severe accidents (odds ratio 0.17, 95 % interval 0.11 to 0.24, q < 0.001); consider "
                + "it first where most of the 160 severe accidents without it happened.")
        #expect(try row("Crossing", more).recommendation.contains("is associated with more severe accidents (odds ratio 6.00"))
        #expect(try row("Crossing", same).recommendation.contains("is not associated with more or fewer severe accidents (odds ratio 1.00"))
        #expect(try row("Crossing", opposed).recommendation.contains("feeds and years disagree about places with a crossing"))
        #expect(try row("Crossing", few).recommendation == "Too few accidents to judge by: 29 at places with a crossing in TX.")
        #expect(try row("Crossing", nothing).recommendation.contains("nothing can be compared"))
    }

    @Test func theScoreIsZeroUnlessTheAssociationIsSignificantAndGood() throws {
        let flag = InfrastructureFlag.crossing.bit
        let good = try row("Crossing", accidents(400, severe: 40, flags: flag) + accidents(400, severe: 160))
        // One stratum: the risk ratio is 0.1/0.4, and 160 of 200 severe accidents happened without.
        #expect(abs((good.safetyImprovementScore ?? 0) - 100 * 0.8 * 0.75) < 1e-9 && good.accidentReductionRate == 0.75)
        #expect(try row("Crossing", accidents(400, severe: 160, flags: flag) + accidents(400, severe: 40)).safetyImprovementScore == 0)
        #expect(try row("Crossing", accidents(400, severe: 99, flags: flag) + accidents(400, severe: 100)).safetyImprovementScore == 0)
        #expect(try row("Crossing", accidents(40, severe: 0, flags: flag) + accidents(400, severe: 0)).safetyImprovementScore == nil)
    }

    @Test func anInfiniteRatioIsNull() throws {
        let flag = InfrastructureFlag.crossing.bit
        let row = try row("Crossing", accidents(40, severe: 20, flags: flag) + accidents(40, severe: 0))
        #expect(row.oddsRatio == nil && row.orCIHigh == nil && row.accidentReductionRate == nil && row.equipmentEffectiveness == nil)
        #expect(row.pValue ?? 1 < 0.001 && row.safetyImprovementScore == 0 && row.recommendation.contains("infinite odds ratio"))
    }
}
