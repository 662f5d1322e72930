import ArgumentParser

@main
struct DatamartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "datamart", abstract: "The Gold layer of a lakehouse of US road accidents.")
}
