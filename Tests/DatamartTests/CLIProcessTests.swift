import Accidents
import Foundation
import Silver
import TestSupport
import Testing

/// The command as a shell sees it: exit codes, what goes to which stream, signals.
@Suite struct CLIProcessTests {
    /// Arguments, exit code, and a text that standard error must hold.
    @Test(
        arguments: [
            ([], 4, "silver"),
            (["run", "--silver", "nowhere"], 4, "nowhere"),
            (["run", "--silver", "nowhere", "--gold", "mysql://u@127.0.0.1:1/d"], 4, "nowhere"),
            (["run", "--gold", "gold.db"], 64, "sqlite:PATH, mysql://USER@HOST:PORT/DATABASE or none"),
            (["run", "--incremental", "yesterday"], 64, "2026-01-31T09:00:00Z"),
            (["run", "--incremental", "2026-01-31T09:00:00Z", "--force-refresh"], 64, "--force-refresh"),
            (["run", "--cubes", "grid"], 64, "--gold none"),
            (["run", "--cubes", "grids", "--gold", "none"], 64, "grids"),
            (["plan", "--silver", "nowhere"], 4, "nowhere"),
            (["plan", "--incremental", "2026-13-01T00:00:00Z"], 64, "2026-13-01"),
            (["run", "--set", "datamart.batchsize=1"], 64, "datamart.batch_size"),
            (["run", "--config", "none.yaml"], 64, "none.yaml"),
            (["import"], 64, "CSV"),
            (["import", "none.csv"], 4, "none.csv"),
            (["import", "a.csv", "--max-rejected-share", "2"], 64, "a number from 0 to 1"),
            (["generate", "--rows", "0"], 64, "--rows"),
            (["run", "--silver", ""], 64, "--silver"),
            (["run", "--gold="], 64, "--gold"),
            (["run", "--columns", ""], 64, "--columns"),
            (["config", "--set", "mysql.host="], 64, "mysql.host"),
            (["config", "--config", ""], 64, "--config"),
            (["import", "a.csv", "--rejects", ""], 64, "--rejects"),
            (["generate", "--csv", ""], 64, "--csv"),
            (["nonsense"], 64, "nonsense"),
        ] as [([String], Int32, String)])
    func mistakesHaveTheirExitCode(arguments: [String], status: Int32, said: String) async throws {
        let outcome = try await BuiltCommand.run(arguments, in: try TemporaryFolder())
        #expect(outcome.status == status, "\(outcome.errors)")
        #expect(outcome.errors.contains(said), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }

    @Test func settingsComeFromFileEnvironmentAndFlags() async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: "\(folder.path)/config", withIntermediateDirectories: true)
        _ = try folder.write("config/datamart.yaml", "mysql:\n  port: 1\n  pool_size: 2\n")
        let outcome = try await BuiltCommand.run(
            ["config", "--gold", "none"], in: folder, environment: ["MYSQL_PORT": "9", "MYSQL_PASSWORD": "s3cret", "DATAMART_NEW": "1"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains(/mysql\.port +9 +environment MYSQL_PORT/))
        #expect(outcome.output.contains(/mysql\.pool_size +2 +config\/datamart\.yaml:3/))
        #expect(outcome.output.contains(/datamart\.gold +none +flag --gold/))
        #expect(outcome.output.contains(/mysql\.password +\*\*\* +environment MYSQL_PASSWORD/))
        #expect(!outcome.output.contains("s3cret"))
        #expect(outcome.log?.map { $0["level"] } == ["warning"])
    }

    @Test func errorsAreLinesOfTheLogWhereNobodyWatches() async throws {
        let outcome = try await BuiltCommand.run(["config", "--set", "mysql.port=0"], in: try TemporaryFolder())
        let line = try #require(outcome.log?.first)
        #expect(line["application"] == "datamart")
        #expect(line["level"] == "critical")
        #expect(line["where"] == "flag --set")
        #expect(line["exit_code"] == "64")
    }

    @Test func fromSampleToGold() async throws {
        let folder = try TemporaryFolder()
        let made = try await BuiltCommand.run(["generate", "--rows", "5000", "--silver", "s"], in: folder)
        #expect(made.status == 0, "\(made.errors)")
        let outcome = try await BuiltCommand.run(["run", "--silver", "s", "--gold", "sqlite:g.db", "--json"], in: folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let result = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let summary = try #require(result["export_summary"] as? [String: Any])
        let tables = try #require(summary["tables"] as? [String: Int])
        #expect(tables["accidents_summary"] == 5000)
        #expect(summary["total_rows_exported"] as? Int == tables.values.reduce(0, +))
        let log = try #require(outcome.log, "standard error holds something that is no JSON: \(outcome.errors)")
        let last = try #require(log.last)
        #expect(last["message"] == "run finished")
        #expect(last["run_id"] == result["run_id"] as? String)
        #expect(last["tables_exported"] == "\(tables.count)")
        #expect(last["total_rows_exported"] == "\(tables.values.reduce(0, +))")
        #expect(last["data_quality_score"] != nil && last["pipeline_duration_seconds"] != nil)
        #expect(log.compactMap { $0["stage"] } == ["scan", "derive", "export"])
        let readable = try await BuiltCommand.run(["--silver", "s", "--gold", "none"], in: folder)
        #expect(readable.status == 0)
        #expect(readable.output.contains(/rows accepted +5,000/))
    }

    @Test func aFolderThatCannotBeMadeIsNoFaultOfTheInput() async throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("s", "a file where the folder should be")
        let outcome = try await BuiltCommand.run(["generate", "--rows", "10", "--silver", "s"], in: folder)
        #expect(outcome.status == 5, "\(outcome.errors)")
    }

    @Test func columnsWithoutNamesAreNamedByTheUser() async throws {
        let folder = try TemporaryFolder()
        let names = SilverFixture.columns.indices.map { "_col\($0)" }
        let rows = (0..<20).map { AccidentFixture("A-\($0)") }
        try SilverFixture.write(rows, to: "\(folder.path)/s/accidents_clean/part-0.orc", names: names)
        let run = ["run", "--silver", "s", "--gold", "none", "--set", "datamart.quality.min_completeness=0"]
        let unnamed = try await BuiltCommand.run(run, in: folder)
        #expect(unnamed.status == 4 && unnamed.errors.contains("--columns"), "\(unnamed.errors)")
        let columns = SilverFixture.columns.map(\.rawValue).joined(separator: ",")
        let named = try await BuiltCommand.run(run + ["--columns", columns], in: folder)
        #expect(named.output.contains(/rows accepted +20/), "\(named.errors)")
        let byVariable = try await BuiltCommand.run(run, in: folder, environment: ["SILVER_COLUMNS": columns])
        #expect(byVariable.output.contains(/rows accepted +20/), "\(byVariable.errors)")
    }

    /// The shell sends the signal as soon as there is something to interrupt, however busy this process is.
    @Test(arguments: [("INT", 130), ("TERM", 143)] as [(String, Int32)])
    func signalsStopCleanly(signal: String, status: Int32) async throws {
        let folder = try TemporaryFolder()
        let script = """
            datamart generate --rows 400000 --silver s & process=$!
            while [ ! -d s ] && kill -0 $process; do sleep 0.02; done
            kill -\(signal) $process
            wait $process
            """
        let outcome = try await BuiltCommand.shell(script, in: folder)
        #expect(outcome.status == status, "\(outcome.errors)")
        #expect(outcome.log?.last?["exit_code"] == "\(status)")
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/s/accidents_warehouse.db/accidents_clean"))
    }
}
