import ArgumentParser

/// Looks into ORC files, whoever wrote them.
struct ORCCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "orc",
        abstract: "Look into ORC files, whoever wrote them.",
        discussion: """
            Schema, statistics, rows, and a check of every value: no file of Datamart's own is needed.

              datamart orc schema part-00000.orc
              datamart orc head -n 5 part-00000.orc
              datamart orc cat part-00000.orc --columns State,Severity --format csv
              datamart orc check part-00000.orc part-00001.orc
            """,
        subcommands: [
            ORCSchemaCommand.self, ORCStatsCommand.self, ORCCountCommand.self, ORCHeadCommand.self, ORCCatCommand.self, ORCCheckCommand.self,
        ])
}
