import Foundation
import TestSupport
import Testing

/// `datamart cube` on a Silver of five accidents.
@Suite struct CubeCommandTests {
    private func silver() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let rows = [
            AccidentFixture("A-1") { $0.flags = true }, AccidentFixture("A-2") { ($0.severity, $0.temperature) = (3, 71.5) },
            AccidentFixture("A-3") { ($0.city, $0.source, $0.temperature, $0.weather, $0.flags) = (nil, nil, nil, nil, nil) },
            AccidentFixture("A-4") { ($0.state, $0.city, $0.start, $0.severity) = ("NY", "New \"York\", N.Y.", 1_612_137_599, 4) },
            AccidentFixture("A-5") { ($0.state, $0.latitude) = ("PR", nil) },
        ]
        try SilverFixture.write(rows, to: folder / "silver/accidents_clean/part-0.orc", columns: SilverFixture.completeColumns)
        return folder
    }

    private func cube(_ arguments: String..., in folder: TemporaryFolder) async throws -> Command.Outcome {
        try await BuiltCommand.run(["cube"] + arguments + ["--silver", "silver"], in: folder)
    }

    @Test func aTableShowsMeansBesideCounts() async throws {
        let outcome = try await cube("weather", "--where", "state=CA", in: try silver())
        #expect(outcome.status == 0, "\(outcome.errors)")
        let table = outcome.output.split(separator: "\n").map { line in line.split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) } }
        try #require(table.count == 4)
        let means = Array(zip(table[0], table[3])).filter {
            ["weather", "year", "accidents", "severity mean"].contains($0.0) || $0.0.hasPrefix("temp")
        }
        #expect(
            means.map { "\($0)=\($1)" } == [
                "weather=Clear", "year=2020", "accidents=2", "severity mean=2.500", "temperature_n=2", "temperature mean=65.75",
                "temperature min=60.00",
                "temperature max=71.50",
            ])
        #expect(table[2].prefix(4) == ["CA", "–", "Winter", "–"] && table[2].last == "–")
    }

    @Test func programsGetWholeNumbersAndEmptyNulls() async throws {
        let outcome = try await cube("weather", "--format", "csv", in: try silver())
        let keys = "state,weather,season,source,year,severity_1,severity_2,severity_3,severity_4"
        let means = ["temperature", "humidity", "visibility", "wind_speed"].map { ",\($0)_n,\($0)_sum" }.joined()
        #expect(
            outcome.output == """
                \(keys)\(means),temperature_min,temperature_max
                CA,,Winter,,2020,0,1,0,0,0,0,0,0,0,0,0,0,,
                CA,Clear,Winter,Source1,2020,0,1,1,0,2,131500000000,0,0,0,0,0,0,60000000000,71500000000
                NY,Clear,Winter,Source1,2021,0,0,0,1,1,60000000000,0,0,0,0,0,0,60000000000,60000000000

                """)
        #expect(outcome.errors.contains("1 of 5 rows were rejected"))
    }

    @Test func keysReadAsPeopleWriteThem() async throws {
        let folder = try silver()
        let all = "Amenity+Bump+Crossing+Give_Way+Junction+No_Exit+Railway+Roundabout+Station+Stop+Traffic_Calming+Traffic_Signal+Turning_Loop"
        let unknown = all.replacing("+", with: "?+") + "?"
        #expect(
            try await cube("peers.equipment", "--format", "csv", "--where", "state=CA", in: folder).output.split(separator: "\n").dropFirst() == [
                "CA,none,0,0,1,0,1,0", "CA,\(all),0,1,0,0,1,16", "CA,\(unknown),0,1,0,0,0,0",
            ])
        #expect(
            try await cube("feature_temperature_bin", "--where", "temperature_bin=70..80", "--format", "json", in: folder).output
                == #"{"source":"Source1","month":"2020-01","temperature_bin":"70..80","severity_1":0,"severity_2":0,"severity_3":1,"severity_4":0}"#
                + "\n")
        #expect(try await cube("daily", "--where", "state=NY", "--format", "csv", in: folder).output.hasSuffix("\nNY,2021-01-31,0,0,0,1\n"))
        #expect(
            try await cube("city", "--where", "year=2021", "--format", "csv", in: folder).output.hasSuffix(
                "\nNY,\"New \"\"York\"\", N.Y.\",Source1,2021,0,0,0,1\n"))
        #expect(
            try await cube("city", "--where", "city=", "--format", "json", in: folder).output
                == #"{"state":"CA","city":null,"source":null,"year":2020,"severity_1":0,"severity_2":1,"severity_3":0,"severity_4":0}"# + "\n")
        #expect(
            try await cube("grid", "--where", "state=NY", in: folder).output.contains(
                "3400          -11800  New \"York\", N.Y.          1          4.000"))
    }

    @Test func conditionsThatNoCellMeetsTogetherLeaveTheHeading() async throws {
        let output = try await cube("daily", "--where", "state=NY", "--where", "date=2020-01-01", "--format", "csv", in: try silver()).output
        #expect(output == "state,date,severity_1,severity_2,severity_3,severity_4\n")
    }

    @Test func severalCubesGetTitlesOrFiles() async throws {
        let folder = try silver()
        #expect(try await cube("city", "daily", in: folder).output.contains("\ndaily: 2 cells\n\nstate  date "))
        let outcome = try await cube("peers", "--format", "json", "--output", "out/cubes", in: folder)
        #expect(outcome.status == 0 && outcome.output.contains("out/cubes/peers.daily.json: 2 cells\n"), "\(outcome.errors)")
        let daily = try String(contentsOfFile: folder / "out/cubes/peers.daily.json", encoding: .utf8)
        #expect(daily.hasSuffix(#"{"state":"NY","date":"2021-01-31","severity_1":0,"severity_2":0,"severity_3":0,"severity_4":1}"# + "\n"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder / "out/cubes").count == 8)
    }

    @Test(
        arguments: [
            (["dayly"], 64, "expected gold, peers, city, daily"), (["daily", "--where", "stat=CA"], 64, "dimensions state, date; found"),
            (["daily", "--where", "state=XX"], 64, "there are CA, NY"), (["daily", "--where", "state"], 64, "DIMENSION=VALUE"),
            (["city", "--where", "city=Paris"], 64, "nothing (null), Los Angeles"), ([], 64, "<NAME>"),
            (["daily", "city", "--where", "date=2020-01-01"], 64, "cube 'city'"), (["daily", "city", "--format", "csv"], 64, "--output"),
            (["daily", "--output", "silver/accidents_clean/part-0.orc"], 6, "--output"), (["daily", "--silver", "missing"], 4, "there is no folder"),
        ] as [([String], Int32, String)])
    func mistakesHaveTheirExitCode(arguments: [String], status: Int32, said: String) async throws {
        let place = arguments.contains("--silver") ? [] : ["--silver", "silver"]
        let outcome = try await BuiltCommand.run(["cube"] + arguments + place, in: try silver())
        #expect(outcome.status == status && outcome.errors.contains(said), "\(outcome.status) \(outcome.errors)")
    }
}
