import ArgumentParser
import Cubes
import Datamart
import Foundation

struct CubeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cube",
        abstract: "Print aggregates of Silver, cell by cell.",
        discussion: """
            Reads Silver once and fills the cubes that Gold is derived from. A line is a cell: its keys, then its measures. As a table, sums are \
            shown as means; --format csv prints the measures as the whole numbers that they are: sums, minima and maxima of measurements in \
            10^-9 of their unit, squares of them in 10^-6. An empty key or measure is null. Cells are in the order of their keys.

              datamart cube daily --where state=CA
              datamart cube feature_temperature_bin --where source=Source1 --where temperature_bin=20..32
              datamart cube equipment --where flags=Crossing+Stop --format json
              datamart cube gold peers --format csv --output cubes

            Of several cubes, csv and json need --output: one file per cube, called by its name.
            """)

    @Argument(help: ArgumentHelp("Cubes by name; gold or peers for all of a set.", valueName: "NAME"))
    var names: [String]

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            "Only cells in which a dimension has this value, as it is printed; nothing for null. Repeatable.", valueName: "DIMENSION=VALUE"))
    var conditions: [String] = []

    @Option(help: "How to print the cells.")
    var format: ShowFormat = .table

    @Option(help: ArgumentHelp("Write one file per cube into this folder instead of printing.", valueName: "DIR"))
    var output: String?

    @Option(help: ArgumentHelp("The warehouse folder that Silver is in; the database's or the table's own folder will do.", valueName: "DIR"))
    var silver: String?

    @Option(
        help: ArgumentHelp("The table's columns in order, for ORC files that name theirs _col0, _col1 and so on.", valueName: "NAME,…"))
    var columns: String?

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        StandardOutput.endQuietlyWhenClosed()
        let specs = try CubeSpec.named(names)
        let conditions = try conditions.map { try KeyCondition($0) }
        for spec in specs { for condition in conditions { _ = try spec.index(ofDimension: condition.dimension) } }
        if specs.count > 1, format != .table, output == nil {
            throw ValidationError("\(specs.count) cubes as \(format.rawValue) need a file each; add --output DIR.")
        }
        let cubes = try await fill(specs)
        for cube in cubes {
            let cells = try cube.cells(where: conditions)
            if let output { try write(cube, cells, to: output) } else { try print(cube, cells, titled: cubes.count > 1) }
        }
    }

    private func fill(_ specs: [CubeSpec]) async throws -> [Cube] {
        var configuration = try settings.start([("--silver", "datamart.silver", silver), ("--columns", "silver.columns", columns)]).configuration
        configuration.goldTarget = GoldTarget.none
        let app = try await DatamartApp(configuration)
        return try await withProgress("Scanning") { try await app.cubes(specs, progress: $0.update) }.cubes
    }

    private func print(_ cube: Cube, _ cells: [Int], titled: Bool) throws {
        if titled {
            var title = Array("\n\(cube.spec.name): \(grouped(cells.count)) cells\n\n".utf8)
            try StandardOutput.write(&title)
        }
        try render(cube, cells, colors: Terminal.current.outputHasColors, to: StandardOutput.write)
    }

    private func write(_ cube: Cube, _ cells: [Int], to folder: String) throws {
        let path = "\(folder)/\(cube.spec.name).\(format == .table ? "txt" : format.rawValue)"
        var contents: [UInt8] = []
        try render(cube, cells, colors: false) { bytes in
            contents += bytes
            bytes.removeAll(keepingCapacity: true)
        }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(contents).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw Failure(.engine, "the file cannot be written", at: path, cause: error, advice: "name a folder that can be written to with --output")
        }
        Swift.print("\(path): \(grouped(cells.count)) cells")
    }

    private func render(_ cube: Cube, _ cells: [Int], colors: Bool, to sink: (inout [UInt8]) throws -> Void) throws {
        switch format {
        case .table:
            var bytes = Array(CubeTable(cube).table(cells).rendered(colors: colors).utf8)
            try sink(&bytes)
        case .csv: try CubeLines(cube).writeCSV(cells, to: sink)
        case .json: try CubeLines(cube).writeJSON(cells, to: sink)
        }
    }
}
