import Foundation
public import Silver

/// Makes accidents with the shape of the published data: for trying Datamart without the data set, and for benchmarks.
///
///     let report = try await SampleGenerator(rows: 1_000_000, seed: 1, warehouse: "silver").run { rows in print(rows) }
///
/// Shares of years, states, cities, sources, severities, hours, weather, flags and nulls, and the percentiles of numbers, are
/// those of the published data (`Resources/SOURCES.md`). Cities are real ones, the smaller of them with accidents by population;
/// accidents lie along invented roads in and between them, in about as many cells of 0.01° as published ones. Names of counties
/// and streets and the sentences of the descriptions are invented. Every value lies within the limits of the Silver contract,
/// so that no row is rejected and none is changed.
///
/// The same number of rows and the same seed give the same bytes in every file, however many threads work. Rows are drawn
/// in chunks, each from a random stream named by seed, month and chunk.
public struct SampleGenerator: Sendable {
    /// Rows to make.
    public let rows: Int
    /// Names the random streams.
    public let seed: UInt64
    /// The folder that holds databases. A CSV needs none.
    public let warehouse: String
    /// The database's name in it, without `.db`.
    public let database: String
    let threads: Int

    /// - Parameters:
    ///   - rows: 0 or more.
    ///   - warehouse: the folder named by `--silver`; made when it is missing.
    ///   - threads: chunks or partitions made at a time; as many as there are processors unless given.
    public init(
        rows: Int, seed: UInt64 = 1, warehouse: String = "", database: String = SilverTable.defaultDatabase, threads: Int? = nil
    ) {
        self.rows = rows
        self.seed = seed
        self.warehouse = warehouse
        self.database = database
        self.threads = max(threads ?? ProcessInfo.processInfo.activeProcessorCount, 1)
    }

    /// Loads what rows are drawn from, and plans them.
    func prepare() throws -> (model: SampleModel, plan: SamplePlan) {
        guard rows >= 0, rows <= 1_000_000_000 else {
            throw SilverError(.options, "expected 0 to 1,000,000,000 rows, found \(rows): give another number of rows.")
        }
        let model = try SampleModel(SampleShape.load())
        return (model, SamplePlan(rows: rows, shares: model.months.map(\.share)))
    }
}

/// What a ``SampleGenerator`` has made.
public struct GenerateReport: Sendable, Hashable {
    /// Rows written.
    public var rows: Int
    /// Partitions of `accidents_clean`; 0 for a CSV.
    public var partitions: Int
    /// Bytes of all files.
    public var bytes: Int
    /// Wall-clock time of the whole call.
    public var seconds: Double

    /// Rows over seconds; 0 when no time has passed.
    public var rowsPerSecond: Double { seconds > 0 ? Double(rows) / seconds : 0 }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
