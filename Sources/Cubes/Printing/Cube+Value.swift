extension Cube {
    /// The measure of a cell in the column at `index`. Nil for a minimum or maximum that no accident gave.
    public func value(_ index: Int, _ cell: Int) -> Int64? {
        let value = columns[index][cell]
        guard value == Measure.noMinimum || value == Measure.noMaximum else { return value }
        let combinations = spec.measures.flatMap { measure in measure.columnNames.map { _ in measure.combination } }
        return value == combinations[index].identity ? nil : value
    }
}
