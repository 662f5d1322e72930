import Accidents
import Cubes
import Gold
import ORC
import Silver
import Testing

@testable import Datamart
@testable import DatamartCLI

/// Errors become exit codes and readable lines in one place.
@Suite struct CLIFailureTests {
    private struct Unforeseen: Error {}

    @Test(
        arguments: [
            (SilverError(.missingColumn, "m"), 4), (SilverError(.io, "m"), 6), (SilverError(.busy, "m"), 6), (SilverError(.options, "m"), 64),
            (SilverError(.io, "m", cause: ORCError(.truncated, "m")), 4), (SilverError(.io, "m", cause: ORCError(.io, "m")), 6),
            (ORCError(.truncated, "m"), 4), (ORCError(.io, "m"), 4),
            (CubeError(.usage, "m", at: "c"), 64), (CubeError(.io, "m", at: "c"), 5), (CubeError(.overflow, "m", at: "c"), 6),
            (GoldError(.io, "m"), 5), (GoldError(.usage, "m"), 5), (ConfigurationError(.malformed, "m", at: .default), 64),
            (Interruption(signal: 2), 130),
            (Interruption(signal: 15), 143), (Unforeseen(), 6), (Failure(.qualityGate, "m"), 3),
        ] as [(any Error, Int32)])
    func eachKindHasItsCode(error: any Error, status: Int32) {
        #expect(Failure(error).status == status)
    }

    @Test(
        arguments: [
            (SilverError(.io, "m"), 5), (SilverError(.busy, "m"), 5), (ORCError(.io, "m"), 5), (SilverError(.missingColumn, "m"), 4),
            (SilverError(.io, "m", cause: ORCError(.truncated, "m")), 4), (SilverError(.options, "m"), 64), (Interruption(signal: 15), 143),
            (Unforeseen(), 6),
        ] as [(any Error, Int32)])
    func writingSilverFailsAsAStoreDoes(error: any Error, status: Int32) {
        #expect(Failure(writingSilver: error).status == status)
    }

    @Test func peopleReadWhatWhereWhyAndWhatNext() {
        var failure = Failure(SilverError(.input, "expected a header", at: .init(file: "a.csv", line: 1, column: "ID"), cause: Unforeseen()))
        failure.advice = "give another file"
        let expected = """
            error: expected a header
              where: a.csv:1, column ID
              cause: Unforeseen()
              next:  give another file

            """
        #expect(failure.rendered(colors: false) == expected)
    }

    @Test func aGateThatStopsARunSaysWhichAndWhatToDo() {
        let finding = QualityFinding(table: "t", metric: "rejected_share", value: 1, threshold: 0, passed: false, reason: "too many")
        let error = #expect(throws: QualityGateFailure.self) { try QualityReport([finding]).enforce() }
        let failure = error.map { Failure($0) }
        #expect(failure?.status == 3 && failure?.message.hasSuffix("\n- t, rejected_share: too many") == true && failure?.place == nil)
        #expect(failure?.advice == "nothing was published; mend the input, or change the gate with --set datamart.quality.…")
    }

    @Test(
        arguments: [
            (SilverError(.missingColumn, "m", at: .init(table: "t")), ["code": "missingColumn", "where": "table t", "exit_code": "4"]),
            (
                CubeError(.snapshot, "m", at: "cube 'a'", cause: Unforeseen()),
                ["code": "snapshot", "where": "cube 'a'", "cause": "Unforeseen()", "exit_code": "6"]
            ),
            (GoldError(.busy, "m", store: "sqlite:g.db"), ["code": "busy", "where": "sqlite:g.db", "exit_code": "5"]),
            (
                ConfigurationError(.unknownKey, "m", at: .flag(name: "--set"), advice: "a"),
                ["code": "unknownKey", "where": "flag --set", "next": "a", "exit_code": "64"]
            ),
        ] as [(any DescribedError, [String: String])])
    func theLogHasWhatPeopleRead(error: any DescribedError, fields: [String: String]) {
        let failure = Failure(error)
        #expect(failure.message == "m")
        #expect(failure.fields.mapValues { "\($0)" } == fields)
    }

    @Test func placesAreNamed() {
        let orc = ORCError(.malformed, "m", at: .init(file: "f.orc", stripe: 2, column: 3, columnName: "City", stream: "DATA", offset: 9))
        #expect(Failure(orc).place == "f.orc, stripe 2, column 3 (City), stream DATA, offset 9")
        #expect(Failure(GoldError(.io, "m", table: "t", store: "sqlite:g.db")).place == "sqlite:g.db, table t")
        #expect(Failure(ORCError(.usage, "m")).place == nil)
    }
}
