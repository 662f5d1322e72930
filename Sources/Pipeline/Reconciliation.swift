import Accidents
import Cubes
import Gold
import KPIs
import Silver

/// Holds what other jobs counted over the same accidents, where Silver has their tables, against the cubes.
///
/// A difference is a finding that does not stop a run: it may be the other table that is out of date.
struct Reconciliation {
    private(set) var findings: [QualityFinding] = []
    /// What a reader of the figures should know, a sentence each.
    private(set) var warnings: [String] = []

    /// Compares the tables beside `accidents_clean`.
    ///
    /// - Throws: `KPIError` when a cube is missing.
    init(beside location: SilverLocation, _ cubes: GoldCubes) throws {
        let weather = attempt(SilverTable.weather) { try WeatherAggregates(beside: location) }
        if let weather {
            warn(weather.rowsRejected, .weather)
            let table = Figures(SilverTable.weather.rawValue, WeatherAggregates.figures, theirs: weather.rows)
            findings += try table.findings(ours: Self.weather(cubes[.weather])) { "\($0.state), \($0.weather ?? "no weather"), \($0.year)" }
        }
        let features = attempt(SilverTable.infrastructure) { try InfrastructureFeatures(beside: location) }
        if let features {
            warn(features.rowsRejected, .infrastructure)
            try compare(features, cubes[.equipment])
        }
    }

    private mutating func compare(_ features: InfrastructureFeatures, _ cube: Cube) throws {
        let ours = try Self.equipment(cube)
        let names = ["total_accidents", "avg_safety_score", "max_safety_score"] + InfrastructureFlag.allCases.map { $0.name.lowercased() + "_count" }
        var theirs = features.rows.mapValues(\.list)
        // Averages of groups can be joined only where every accident has a score.
        for (key, sums) in ours where !sums.knowsEveryScore { theirs[key]?[1] = sums.list[1] }
        let table = Figures(SilverTable.infrastructure.rawValue, names, theirs: theirs)
        let knowsFlags = ours.values.contains { $0.flags.contains { $0 != nil } }
        let lacking: Set<String> = knowsFlags || ours.isEmpty ? [] : Set(names.dropFirst())
        findings += table.findings(ours: ours.mapValues(\.list), without: lacking) { "\($0.state), \($0.year)" }
        if !lacking.isEmpty {
            warnings.append(
                "accidents_clean has no equipment flags; the counts of infrastructure_features know neither severity nor feed, so that "
                    + "kpis_infrastructure and agg_infrastructure cannot be made from them")
        }
    }

    /// A table that cannot be read is no reason to stop: nothing is published from it.
    private mutating func attempt<Table>(_ table: SilverTable, _ read: () throws -> Table?) -> Table? {
        do { return try read() } catch {
            warnings.append("\(table.rawValue) is not compared: \(error)")
            return nil
        }
    }

    private mutating func warn(_ rows: Int, _ table: SilverTable) {
        if rows > 0 { warnings.append("\(rows) rows of \(table.rawValue) have no usable state, year or count, or come twice, and are left out") }
    }
}

/// The figures of a table, row by row.
private struct Figures<Key: Hashable> {
    let table: String
    let names: [String]
    let theirs: [Key: [Double?]]

    /// A difference of this share, or of this much below 1, is one of rounding.
    private static var tolerance: Double { 1e-6 }

    init(_ table: String, _ names: [String], theirs: [Key: [Double?]]) {
        self.table = table
        self.names = names
        self.theirs = theirs
    }

    /// A finding a figure: the number of rows in which it differs. A row that one side lacks differs in its count, the first figure.
    func findings(ours: [Key: [Double?]], without lacking: Set<String> = [], name: (Key) -> String) -> [QualityFinding] {
        let keys = Set(ours.keys).union(theirs.keys).map { (key: $0, name: name($0)) }.sorted { $0.name < $1.name }
        return names.indices.filter { !lacking.contains(names[$0]) }.map { index in
            let differing = keys.filter { differs(ours[$0.key], theirs[$0.key], index) }
            let examples = differing.prefix(3).map { example in
                "\(example.name): \(text(theirs[example.key].map { $0[index] })) there, \(text(ours[example.key].map { $0[index] })) in accidents_clean"
            }
            var finding = QualityFinding(
                table: table, metric: "differing_\(names[index])", value: Double(differing.count), threshold: 0, passed: differing.isEmpty,
                reason: "\(differing.count) of \(keys.count) rows differ from the accidents read"
                    + (examples.isEmpty ? "" : ", such as " + examples.joined(separator: "; ")))
            finding.stops = false
            return finding
        }
    }

    private func differs(_ ours: [Double?]?, _ theirs: [Double?]?, _ index: Int) -> Bool {
        guard let ours, let theirs else { return index == 0 }
        guard let one = ours[index], let other = theirs[index] else { return (ours[index] == nil) != (theirs[index] == nil) }
        return !(abs(one - other) <= Self.tolerance * max(1, abs(one)))
    }

    private func text(_ figure: Double??) -> String {
        switch figure {
        case .none: "no row"
        case .some(.none): "null"
        case .some(.some(let number)): number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
        }
    }
}
