import Accidents
import ORC
import Silver

extension SilverSums {
    /// The rows of `weather_aggregated` for one year, by state and category.
    func weatherTable() -> StructVector {
        let cells = weather.indices.filter { weather[$0].count > 0 }
        let table = TableBuilder(SilverTable.weather.schema, rows: cells.count)
        for (row, cell) in cells.enumerated() {
            let sums = weather[cell], category = cell % Self.weatherClasses
            table.set(0, row, USState.abbreviations[cell / Self.weatherClasses])
            table.set(1, row, category < WeatherCategory.labels.count ? WeatherCategory.labels[category] : nil)
            table.set(2, row, sums.count)
            table.set(3, row, sums.temperature.average)
            table.set(4, row, sums.humidity.average)
            table.set(5, row, sums.visibility.average)
            table.set(6, row, sums.temperature.count > 0 ? sums.minimumTemperature : nil)
            table.set(7, row, sums.temperature.count > 0 ? sums.maximumTemperature : nil)
        }
        return table.rows
    }

    /// The rows of `infrastructure_features` for one year, by state and classification.
    func infrastructureTable() -> StructVector {
        let cells = infrastructure.indices.filter { infrastructure[$0].count > 0 }
        let table = TableBuilder(SilverTable.infrastructure.schema, rows: cells.count)
        let width = InfrastructureFlag.allCases.count
        for (row, cell) in cells.enumerated() {
            let sums = infrastructure[cell], urban = cell % Self.urbanClasses
            table.set(0, row, USState.abbreviations[cell / Self.urbanClasses])
            table.set(1, row, urban < UrbanRural.labels.count ? UrbanRural.labels[urban] : nil)
            table.set(2, row, sums.count)
            for flag in 0..<width {
                let counts = flags[cell * width + flag], known = sums.count - counts.unknown
                table.set(3 + 2 * flag, row, known > 0 ? counts.count : nil)
                table.set(4 + 2 * flag, row, known > 0 ? Double(counts.count) / Double(known) : nil)
            }
            table.set(3 + 2 * width, row, sums.safetyKnown > 0 ? Double(sums.safety) / Double(sums.safetyKnown) : nil)
            table.set(4 + 2 * width, row, sums.safetyKnown > 0 ? sums.maximumSafety : nil)
        }
        return table.rows
    }
}

/// Fills a small batch value by value, rows in order.
private struct TableBuilder {
    let rows: StructVector

    init(_ schema: ORCType, rows count: Int) {
        rows = StructVector(schema.children.map(ColumnVector.make))
        rows.reserve(count)
        rows.count = count
        for child in rows.children { child.count = count }
    }

    func set(_ column: Int, _ row: Int, _ value: String?) {
        guard let vector = rows.children[column] as? StringVector else { return }
        var text = value ?? ""
        let start = row == 0 ? 0 : Int(vector.offsets[row])
        vector.offsets[0] = 0
        text.withUTF8 { utf8 in
            vector.bytes.reserve(start + utf8.count)
            if let base = utf8.baseAddress { (vector.bytes.pointer + start).update(from: base, count: utf8.count) }
            vector.offsets[row + 1] = Int64(start + utf8.count)
        }
        mark(vector, row, value != nil)
    }

    func set(_ column: Int, _ row: Int, _ value: Int?) {
        guard let vector = rows.children[column] as? IntegerVector else { return }
        vector.values[row] = Int64(value ?? 0)
        mark(vector, row, value != nil)
    }

    func set(_ column: Int, _ row: Int, _ value: Double?) {
        guard let vector = rows.children[column] as? DoubleVector else { return }
        vector.values[row] = value ?? 0
        mark(vector, row, value != nil)
    }

    private func mark(_ vector: ColumnVector, _ row: Int, _ isPresent: Bool) {
        vector.present[row] = isPresent ? 1 : 0
        if !isPresent { vector.hasNulls = true }
    }
}
