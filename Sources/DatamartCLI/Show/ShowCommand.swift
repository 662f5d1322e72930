import Accidents
import ArgumentParser
import Datamart
import Gold
import Silver

struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print indicators of the published Gold.",
        discussion: """
            As a table, in which figures are rounded and an interval of 95 % stands behind its figure; --format prints the table's own \
            columns with all digits. Severity is delay to traffic, not injury; rates count reported accidents.

              datamart show security                     states by danger index
              datamart show security --state CA          a state and its cities by accidents
              datamart show temporal --period hourly     hours of the day and of the week
              datamart show hotspots --top 5 --format csv
              datamart show infrastructure --format json | jq -r .recommendation

            weather, infrastructure and temporal are of the whole country unless a state is named.
            """)

    @Argument(help: ArgumentHelp("What to show.", valueName: "WHAT"))
    var subject: ShowSubject

    @Option(help: ArgumentHelp("Only this state, two letters; US is the whole country.", valueName: "STATE"))
    var state: String?

    @Option(help: ArgumentHelp("The most rows.", valueName: "N"))
    var top = 20

    @Option(help: "The periods of `temporal`.")
    var period: ShowPeriod = .monthly

    @Option(help: "How to print the rows.")
    var format: ShowFormat = .table

    @Option(help: ArgumentHelp("Where Gold is published: sqlite:PATH.", valueName: "TARGET"))
    var gold: String?

    @OptionGroup var settings: SettingsOptions

    func validate() throws {
        if top < 1 { throw ValidationError("--top takes a number from 1; found \(top).") }
        if let state, state.uppercased() != Country.code, USState(abbreviation: state) == nil {
            throw ValidationError(
                "--state takes two letters, one of \((USState.abbreviations + [Country.code]).joined(separator: ", ")); found \"\(state)\".")
        }
    }

    func run() async throws {
        StandardOutput.endQuietlyWhenClosed()
        let loaded = try settings.load([("--gold", "datamart.gold", gold)])
        let view = try subject.view(state: state?.uppercased(), period: period, top: top)
        let rows = try await DatamartApp(loaded.configuration).rows(view.query)
        switch format {
        case .table: print(view.table(rows).rendered(colors: Terminal.current.outputHasColors), terminator: "")
        case .csv: print(rows.csv, terminator: "")
        case .json: print(try rows.jsonLines(), terminator: "")
        }
    }
}

/// What `show` can show.
enum ShowSubject: String, ExpressibleByArgument, CaseIterable {
    case security, temporal, weather, infrastructure, hotspots, models, drift
}

/// The periods of `show temporal`.
enum ShowPeriod: String, ExpressibleByArgument, CaseIterable {
    case hourly, daily, monthly, yearly
}

/// How `show` prints rows: a table for people, or lines for programs.
enum ShowFormat: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json
}
