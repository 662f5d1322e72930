import Accidents
import Pipeline
import Silver
import Testing

@testable import DatamartCLI

/// What a run tells people beside the numbers of rows.
@Suite struct CLIRunSummaryTests {
    @Test func whatBecameOfValuesIsSaid() {
        var result = RunResult(runID: "r")
        result.counts.nulled = ["temperature_fahrenheit": 1_234, "distance_miles": 5]
        result.counts.corrected = ["accident_hour": 12]
        result.counts.missing = ["City": 20]
        result.populationShare = 0.972
        result.warnings = ["the last month is not complete"]
        let expected = """
            values nulled  distance_miles 5, temperature_fahrenheit 1,234 (beyond their limits)
            corrected      accident_hour 12 (disagreed with Start_Time)
            missing        City 20 (no such column, by rows)
            population     97.2 % of all accidents are in cities whose population is known
            warning        the last month is not complete

            """
        #expect(RunSummary(result).text(colors: false).hasSuffix(expected))
    }

    @Test func nothingIsSaidOfWhatDidNotHappen() {
        let text = RunSummary(RunResult(runID: "r")).text(colors: false)
        #expect(text.hasSuffix("rows rejected  0\n"))
    }
}
