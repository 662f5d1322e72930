public import ArgumentParser
public import Datamart

struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the statements that create the tables and views of Gold.",
        discussion: """
            A run creates them itself. The statements are for people who write queries, review changes or grant privileges. \
            Years get their partitions when a run finds rows of them.

              datamart schema
              datamart schema --dialect mysql | less
            """)

    @Option(help: ArgumentHelp("sqlite, mysql (8.0.23 or later) or mariadb (10.6 or later).", valueName: "NAME"))
    var dialect = GoldDialect.sqlite

    func run() async throws { print(dialect.schema) }
}

extension GoldDialect: ExpressibleByArgument {}
