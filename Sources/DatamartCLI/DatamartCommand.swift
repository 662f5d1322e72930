import ArgumentParser
import Foundation
import Logging

@main
struct DatamartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "datamart",
        abstract: "The Gold layer of a lakehouse of US road accidents.",
        discussion: """
            Reads accidents from Silver (ORC files in Hive layout), and publishes tables, indicators and their confidence intervals \
            that dashboards and programs can query. A version of Gold is replaced whole or not at all.

            Without data of your own:

              datamart generate --rows 100000 --silver silver
              datamart run --silver silver --gold sqlite:gold.db

            Exit codes: 0 done, 3 stopped by a quality gate, 4 input, 5 store, 6 engine, 64 usage, 130 and 143 interrupted.
            """,
        version: "0.1.0",
        subcommands: [
            RunCommand.self, PlanCommand.self, ShowCommand.self, CubeCommand.self, ImportCommand.self, GenerateCommand.self, ConfigCommand.self,
            SchemaCommand.self, MigrateCommand.self, OptimizeCommand.self, ORCCommand.self,
        ],
        defaultSubcommand: RunCommand.self)

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch  where exitCode(for: error) != .failure {
            // Help, version and usage errors: the argument parser knows how to say them.
            exit(withError: error)
        } catch {
            report(Failure(error))
        }
    }

    /// Says what failed, for people on a terminal and as a line of the log elsewhere, and ends the process.
    private static func report(_ failure: Failure) -> Never {
        let terminal = Terminal.current
        if terminal.errorIsInteractive {
            FileHandle.standardError.write(Data(failure.rendered(colors: terminal.errorHasColors).utf8))
        } else {
            ProcessLog.startIfNeeded()
            Logger(label: "datamart").critical("\(failure.message)", metadata: failure.fields)
        }
        Foundation.exit(failure.status)
    }
}
