public import Accidents
import Foundation
public import ORC
import Silver

/// An accident to be written into Silver by a test. Nil is null; the defaults make a row that is accepted.
public struct AccidentFixture: Sendable {
    /// ID
    public var id: String?
    /// Severity
    public var severity: Int64? = 2
    /// Seconds since 1970-01-01 00:00:00 on the local wall clock.
    public var start: Int64? = 1_577_880_000
    /// Start_Lat
    public var latitude: Double? = 34.0
    /// Start_Lng
    public var longitude: Double? = -118.0
    /// State
    public var state: String? = "CA"
    /// City
    public var city: String? = "Los Angeles"
    /// Source
    public var source: String? = "Source1"
    /// distance_miles
    public var distance: Double? = 0.5
    /// temperature_fahrenheit
    public var temperature: Double? = 60
    /// humidity_percent
    public var humidity: Double? = 50
    /// visibility_miles
    public var visibility: Double? = 10
    /// Sunrise_Sunset
    public var daylight: String? = "Day"
    /// accident_hour
    public var hour: Int64? = 12

    /// Every one of the 13 flags
    public var flags: Bool? = false
    /// The flags that are true whatever ``flags`` says
    public var equipment: Set<InfrastructureFlag> = []
    /// infrastructure_count
    public var infrastructureCount: Int64? = 0
    /// weather_category
    public var weather: String? = "Clear"
    /// A row that is accepted but for what `change` makes of it.
    public init(_ id: String?, _ change: (inout AccidentFixture) -> Void = { _ in }) {
        self.id = id
        change(&self)
    }
}

/// Small Silver tables, written by our own writer.
public enum SilverFixture {
    /// The columns that a fixture has, in the order of its files.
    public static let columns: [AccidentColumn] = [
        .id, .severity, .startTime, .startLatitude, .startLongitude, .state, .city, .source, .distance, .temperature, .hour,
    ]

    /// Columns from which every column of Gold can be filled.
    public static let completeColumns = columns + [.weatherCategory] + InfrastructureFlag.allCases.map(\.column)

    /// Writes `rows` to one ORC file.
    ///
    /// - Parameters:
    ///   - columns: those that the file gets; the others it lacks.
    ///   - names: the columns' names in the file; the contract's when nil.
    public static func write(
        _ rows: [AccidentFixture], to path: String, columns: [AccidentColumn] = columns, names: [String]? = nil, options: ORCWriterOptions = .init()
    ) throws {
        try FileManager.default.createDirectory(atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        let schema = ORCType.row(columns.enumerated().map { (names?[$0] ?? $1.rawValue, ORCType($1.orcKind)) })
        let batch = StructVector(schema.children.map(ColumnVector.make))
        batch.reserve(rows.count)
        batch.count = rows.count
        for (column, vector) in zip(columns, batch.children) { fill(vector, column, rows) }
        let writer = try ORCWriter(path: path, schema: schema, options: options)
        try writer.write(batch)
        try writer.close()
    }

    private static func fill(_ vector: ColumnVector, _ column: AccidentColumn, _ rows: [AccidentFixture]) {
        vector.count = rows.count
        vector.hasNulls = true
        switch (column, vector) {
        case (.id, let vector as StringVector): vector.fill(with: rows.map(\.id))
        case (.state, let vector as StringVector): vector.fill(with: rows.map(\.state))
        case (.city, let vector as StringVector): vector.fill(with: rows.map(\.city))
        case (.source, let vector as StringVector): vector.fill(with: rows.map(\.source))
        case (.weatherCategory, let vector as StringVector): vector.fill(with: rows.map(\.weather))
        case (.sunriseSunset, let vector as StringVector): vector.fill(with: rows.map(\.daylight))
        case (.infrastructureCount, let vector as IntegerVector): store(rows.map(\.infrastructureCount), vector) { vector.values[$0] = $1 }
        case (_, let vector as BooleanVector):
            let flag = InfrastructureFlag.allCases.first { $0.column == column }
            let values = rows.map { row in flag.map(row.equipment.contains) == true ? true : row.flags }
            store(values, vector) { vector.values[$0] = $1 ? 1 : 0 }
        case (.severity, let vector as IntegerVector): store(rows.map(\.severity), vector) { vector.values[$0] = $1 }
        case (.hour, let vector as IntegerVector): store(rows.map(\.hour), vector) { vector.values[$0] = $1 }
        case (.startTime, let vector as TimestampVector):
            store(rows.map(\.start), vector) {
                vector.seconds[$0] = $1
                vector.nanoseconds[$0] = 0
            }
        case (.startLatitude, let vector as DoubleVector): store(rows.map(\.latitude), vector) { vector.values[$0] = $1 }
        case (.startLongitude, let vector as DoubleVector): store(rows.map(\.longitude), vector) { vector.values[$0] = $1 }
        case (.distance, let vector as DoubleVector): store(rows.map(\.distance), vector) { vector.values[$0] = $1 }
        case (.temperature, let vector as DoubleVector): store(rows.map(\.temperature), vector) { vector.values[$0] = $1 }
        case (.humidity, let vector as DoubleVector): store(rows.map(\.humidity), vector) { vector.values[$0] = $1 }
        case (.visibility, let vector as DoubleVector): store(rows.map(\.visibility), vector) { vector.values[$0] = $1 }
        default: preconditionFailure("a fixture has no column \(column.rawValue)")
        }
    }

    /// Sets what is present, and stores each value; a null is stored as nothing.
    private static func store<Value>(_ values: [Value?], _ vector: ColumnVector, _ set: (Int, Value) -> Void) {
        for (row, value) in values.enumerated() {
            vector.present[row] = value == nil ? 0 : 1
            if let value { set(row, value) }
        }
    }
}
