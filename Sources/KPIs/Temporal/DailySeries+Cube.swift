import Accidents
import Cubes

extension DailySeries {
    /// A series a state of a cube by state and date, in order of state, and the country's last. Empty for an empty cube.
    ///
    /// - Throws: ``KPIError`` with code `cube` when a dimension or measure is missing.
    static func all(_ cube: Cube) throws -> [DailySeries] {
        let states = try cube.required(.state)
        let days = try cube.required(.date).map { Int($0) }
        let severities = try SeverityColumns(cube)
        guard let first = days.min(), let last = days.max() else { return [] }
        var country = DailySeries(state: Country.code, span: first..<(last + 1))
        var all: [DailySeries] = []
        for cells in states.indices.chunked(by: { states[$0] == states[$1] }) {
            // Dates ascend inside a state.
            var series = DailySeries(
                state: cube.dictionary(.state)[Int(states[cells.lowerBound])], span: days[cells.lowerBound]..<(days[cells.upperBound - 1] + 1))
            for cell in cells {
                series.add(severities[cell], on: days[cell])
                country.add(severities[cell], on: days[cell])
            }
            all.append(series)
        }
        return all + [country]
    }
}

extension Range<Int> {
    /// Consecutive ranges inside which neighbors belong together.
    func chunked(by belong: (Int, Int) -> Bool) -> [Range<Int>] {
        var chunks: [Range<Int>] = []
        var start = lowerBound
        for index in self where index + 1 == upperBound || !belong(index, index + 1) {
            chunks.append(start..<(index + 1))
            start = index + 1
        }
        return chunks
    }
}
