import Accidents
import Cubes

/// The accidents of a feature's bins in the reference and in the current months, and those that lack it.
struct FeatureHistograms {
    let name: String
    private(set) var reference: [Int64]
    private(set) var current: [Int64]
    private(set) var referenceNulls: Int64 = 0
    private(set) var currentNulls: Int64 = 0
    private let months: DriftMonths?

    private init(_ name: String, bins: Int, _ months: DriftMonths?) {
        self.name = name
        self.months = months
        reference = Array(repeating: 0, count: bins)
        current = reference
    }

    /// The feature that `cube` is about: its last dimension.
    init(_ cube: Cube, _ months: DriftMonths?) throws {
        guard let dimension = cube.spec.dimensions.last else { throw KPIError(.cube, "expected a feature, found no dimension", at: cube.spec.name) }
        let bins = try FeatureBins(dimension, labels: cube.dictionary(dimension))
        self.init(bins.name, bins: bins.count, months)
        let keys = try cube.required(dimension)
        let severities = try SeverityColumns(cube)
        for (cell, month) in try cube.required(.month).enumerated() { add(severities[cell].accidents, to: bins.bin(keys[cell]), month) }
    }

    /// The severity, with a bin for each of 1…4.
    init(severityOf cube: Cube, _ months: DriftMonths?) throws {
        self.init(Dimension.severity.name, bins: 4, months)
        let severities = try SeverityColumns(cube)
        for (cell, month) in try cube.required(.month).enumerated() {
            let counts = severities[cell]
            for (bin, count) in [counts.one, counts.two, counts.three, counts.four].enumerated() { add(count, to: bin, month) }
        }
    }

    /// The source, with a bin for each that the cube knows.
    init(sourceOf cube: Cube, _ months: DriftMonths?) throws {
        self.init(Dimension.source.name, bins: cube.dictionary(.source).count, months)
        let severities = try SeverityColumns(cube)
        let sources = cube.keys(.source) ?? []
        for (cell, month) in try cube.required(.month).enumerated() where cell < sources.count {
            add(severities[cell].accidents, to: sources[cell] < 0 ? nil : Int(sources[cell]), month)
        }
    }

    private mutating func add(_ accidents: Int64, to bin: Int?, _ month: Int32) {
        let month = CalendarMonth(number: Int(month))
        if months?.reference.contains(month) == true {
            if let bin { reference[bin] += accidents } else { referenceNulls += accidents }
        } else if months?.current.contains(month) == true {
            if let bin { current[bin] += accidents } else { currentNulls += accidents }
        }
    }
}

/// The bins of a feature, the same for all data: those of ``BinEdges``, each hour and score, each category of the contract.
struct FeatureBins {
    let name: String
    let count: Int
    /// For a feature of texts, the bin of each key.
    private let binOfKey: [Int]?

    /// - Parameter labels: the texts that keys point into; a label that the contract does not know gets a bin of its own.
    /// - Throws: ``KPIError`` with code `cube` for a dimension without bins.
    init(_ dimension: Dimension, labels: [String]) throws {
        if case .bin(let quantity) = dimension { name = quantity.rawValue } else { name = dimension.name }
        guard dimension.isText else {
            count = try Self.numberOfBins(dimension)
            binOfKey = nil
            return
        }
        let known = Self.knownLabels(dimension)
        let all = known + labels.filter { !known.contains($0) }
        count = all.count
        binOfKey = labels.map { all.firstIndex(of: $0) ?? 0 }
    }

    /// The bin of a key of the cube. Nil for null.
    func bin(_ key: Int32) -> Int? { key < 0 ? nil : binOfKey.map { $0[Int(key)] } ?? Int(key) }

    private static func numberOfBins(_ dimension: Dimension) throws -> Int {
        switch dimension {
        case .bin(let quantity): BinEdges.edges(of: quantity).count + 1
        case .hour: 24
        case .infrastructureCount: InfrastructureFlag.allCases.count + 1
        case .safetyScore: InfrastructureFlag.maximumSafetyScore + 1
        default: throw KPIError(.cube, "expected a dimension with a fixed number of bins, found '\(dimension.name)'", at: "data_drift")
        }
    }

    private static func knownLabels(_ dimension: Dimension) -> [String] {
        switch dimension {
        case .weather: WeatherCategory.labels
        case .daylight: ["Day", "Night"]
        default: []
        }
    }
}
