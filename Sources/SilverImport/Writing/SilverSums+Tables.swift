import Accidents
import ORC
import Silver

extension SilverSums {
    /// The rows of `weather_aggregated` for one year, by state and category.
    func weatherTable() -> StructVector {
        let cells = weather.indices.filter { weather[$0].count > 0 }
        let table = TableBuilder(SilverTable.weather.schema)
        for cell in cells {
            let sums = weather[cell], category = cell % Self.weatherClasses
            table.add(USState.abbreviations[cell / Self.weatherClasses], to: 0)
            table.add(category < WeatherCategory.labels.count ? WeatherCategory.labels[category] : nil, to: 1)
            table.add(sums.count, to: 2)
            table.add(sums.temperature.average, to: 3)
            table.add(sums.humidity.average, to: 4)
            table.add(sums.visibility.average, to: 5)
            table.add(sums.temperature.count > 0 ? sums.minimumTemperature : nil, to: 6)
            table.add(sums.temperature.count > 0 ? sums.maximumTemperature : nil, to: 7)
        }
        return table.rows
    }

    /// The rows of `infrastructure_features` for one year, by state and classification.
    func infrastructureTable() -> StructVector {
        let cells = infrastructure.indices.filter { infrastructure[$0].count > 0 }
        let table = TableBuilder(SilverTable.infrastructure.schema)
        let width = InfrastructureFlag.allCases.count
        for cell in cells {
            let sums = infrastructure[cell], urban = cell % Self.urbanClasses
            table.add(USState.abbreviations[cell / Self.urbanClasses], to: 0)
            table.add(urban < UrbanRural.labels.count ? UrbanRural.labels[urban] : nil, to: 1)
            table.add(sums.count, to: 2)
            for flag in 0..<width {
                let counts = flags[cell * width + flag], known = sums.count - counts.unknown
                table.add(known > 0 ? counts.count : nil, to: 3 + 2 * flag)
                table.add(known > 0 ? Double(counts.count) / Double(known) : nil, to: 4 + 2 * flag)
            }
            table.add(sums.safetyKnown > 0 ? Double(sums.safety) / Double(sums.safetyKnown) : nil, to: 3 + 2 * width)
            table.add(sums.safetyKnown > 0 ? sums.maximumSafety : nil, to: 4 + 2 * width)
        }
        return table.rows
    }
}

/// Fills a small batch value by value, each column's rows in order.
private struct TableBuilder {
    private let columns: [ColumnVector]

    init(_ schema: ORCType) { columns = schema.children.map(ColumnVector.make) }

    /// The rows so far. Every column must have got a value for each.
    var rows: StructVector {
        let rows = StructVector(columns)
        rows.count = columns.first?.count ?? 0
        return rows
    }

    func add(_ value: String?, to column: Int) { (columns[column] as? StringVector)?.append(value) }
    func add(_ value: Int?, to column: Int) { (columns[column] as? IntegerVector)?.append(value.map(Int64.init)) }
    func add(_ value: Double?, to column: Int) { (columns[column] as? DoubleVector)?.append(value) }
}
