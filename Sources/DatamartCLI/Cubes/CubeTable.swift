import Accidents
import Cubes
import Silver

/// The cells of a cube as a table for people: counts beside means, in the units of the quantities.
struct CubeTable {
    /// A column of measures.
    private struct Figure {
        var title: String
        var text: (Int) -> String
    }

    private let cube: Cube
    private var figures: [Figure] = []

    init(_ cube: Cube) {
        self.cube = cube
        var column = 0
        for measure in cube.spec.measures {
            figures += figures(of: measure, at: column)
            column += measure.columnNames.count
        }
    }

    func table(_ cells: [Int]) -> TextTable {
        let dimensions = cube.spec.dimensions
        return TextTable(
            columns: dimensions.map { $0.isPlainNumber ? .number($0.name) : .text($0.name) } + figures.map { .number($0.title) },
            rows: cells.map { cell in
                dimensions.indices.map { cube.keyText($0, cube.keys[$0][cell]) ?? ShowRow.nothing } + figures.map { $0.text(cell) }
            })
    }

    // MARK: Figures

    private func figures(of measure: Measure, at column: Int) -> [Figure] {
        switch measure {
        case .count, .countWhere: [count(measure.columnNames[0], column)]
        case .severityHistogram: severities(measure.columnNames, column)
        case .sum(let quantity): [count(measure.columnNames[0], column), mean(quantity, column)]
        case .minimum(let quantity): [extreme(quantity.rawValue + " min", quantity, column)]
        case .maximum(let quantity): [extreme(quantity.rawValue + " max", quantity, column)]
        case .sumOfSquares(let quantity): [squares(measure.columnNames[0], quantity, quantity, column)]
        case .sumOfProducts(let one, let other): [squares(measure.columnNames[0], one, other, column)]
        case .years: [years(column)]
        }
    }

    private func count(_ title: String, _ column: Int) -> Figure {
        Figure(title: title) { [cube] cell in grouped(cube.columns[column][cell]) }
    }

    /// All accidents, their mean severity, and the accidents of each severity.
    private func severities(_ names: [String], _ column: Int) -> [Figure] {
        let levels = (0..<names.count).map { cube.columns[column + $0] }
        let total = Figure(title: "accidents") { cell in grouped(levels.reduce(0) { $0 + $1[cell] }) }
        let mean = Figure(title: "severity mean") { cell in
            let sum = levels.enumerated().reduce(0) { $0 + Int64($1.offset + 1) * $1.element[cell] }
            return ratio(Double(sum), levels.reduce(0) { $0 + $1[cell] }, digits: 3)
        }
        return [total, mean] + names.enumerated().map { count($1, column + $0) }
    }

    private func mean(_ quantity: Quantity, _ column: Int) -> Figure {
        Figure(title: quantity.rawValue + " mean") { [cube] cell in
            ratio(Double(cube.columns[column + 1][cell]) * quantity.unit, cube.columns[column][cell], digits: digits(quantity))
        }
    }

    private func extreme(_ title: String, _ quantity: Quantity, _ column: Int) -> Figure {
        Figure(title: title) { [cube] cell in
            guard let value = cube.value(column, cell) else { return ShowRow.nothing }
            if quantity == .date { return CivilDate(days: Int(value)).description }
            return quantity.unit == 1 ? grouped(value) : decimal(Double(value) * quantity.unit, digits: digits(quantity))
        }
    }

    private func squares(_ title: String, _ one: Quantity, _ other: Quantity, _ column: Int) -> Figure {
        let unit = one.momentUnit * other.momentUnit
        return Figure(title: title) { [cube] cell in decimal(Double(cube.columns[column][cell]) * unit, digits: unit == 1 ? 0 : 3) }
    }

    private func years(_ column: Int) -> Figure {
        Figure(title: "years") { [cube] cell in
            let set = UInt64(bitPattern: cube.columns[column][cell])
            return (0..<64).filter { set >> UInt64($0) & 1 == 1 }.map { "\(Measure.firstYear + $0)" }.joined(separator: " ")
        }
    }
}

/// Places need more digits than weather.
private func digits(_ quantity: Quantity) -> Int { quantity == .latitude || quantity == .longitude ? 5 : 2 }

private func ratio(_ sum: Double, _ count: Int64, digits: Int) -> String {
    count == 0 ? ShowRow.nothing : decimal(sum / Double(count), digits: digits)
}
