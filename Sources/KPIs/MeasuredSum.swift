package import Cubes

/// A sum of a quantity over accidents that have it.
package struct MeasuredSum {
    /// Accidents that have the quantity.
    package private(set) var count: Int64 = 0
    /// In units of the quantity. Wider than a cube's column: a country holds many cells.
    private var sum: Int128 = 0

    /// Adds the accidents of `right`.
    package static func += (left: inout MeasuredSum, right: MeasuredSum) {
        left.count += right.count
        left.sum += right.sum
    }

    /// A sum over no accident.
    package init() {}

    init(count: Int64, sum: Int64) {
        self.count = count
        self.sum = Int128(sum)
    }

    /// The mean, where one `unit` of the sum is worth so much. Nil when no accident has the quantity.
    package func mean(unit: Double) -> Double? { count > 0 ? Double(sum) / Double(count) * unit : nil }
}

/// The sum of one quantity, cell by cell.
package struct MeasuredColumns {
    private let counts: [Int64]
    private let sums: [Int64]

    /// - Throws: ``KPIError`` with code `cube` when the cube does not sum `quantity`.
    package init(_ cube: Cube, _ quantity: Quantity) throws {
        let names = Measure.sum(quantity).columnNames
        counts = try cube.required(column: names[0])
        sums = try cube.required(column: names[1])
    }

    /// The sum of a cell.
    package subscript(cell: Int) -> MeasuredSum { MeasuredSum(count: counts[cell], sum: sums[cell]) }
}
