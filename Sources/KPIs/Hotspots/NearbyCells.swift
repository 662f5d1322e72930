import Foundation
import Statistics

/// Finds the cells of a state whose centroids lie within a radius of another's.
struct NearbyCells {
    private let radiusMiles: Double
    /// Row and column of each cell in one number, ascending.
    private let keys: [Int64]
    private let rows, columns: [Int64]
    private let centroids: [Position]

    init(_ grid: GridCells, _ cells: [Int], radiusMiles: Double) {
        self.radiusMiles = radiusMiles
        rows = cells.map { Int64(grid.row($0)) }
        columns = cells.map { Int64(grid.column($0)) }
        keys = zip(rows, columns).map(NearbyCells.key)
        centroids = cells.map(grid.centroid)
    }

    /// Indices of the cells whose centroid lies within the radius of that of cell `index`, itself included, ascending.
    func near(_ index: Int) -> [Int] {
        let center = centroids[index]
        let (row, column) = (rows[index], columns[index])
        let (rowReach, columnReach) = reach(center)
        return ((row - rowReach)...(row + rowReach)).flatMap { row in
            let last = Self.key(row, column + columnReach)
            return (firstIndex(from: Self.key(row, column - columnReach))..<keys.count).lazy.prefix { keys[$0] <= last }
                .filter { center.miles(to: centroids[$0]) <= radiusMiles }
        }
    }

    /// How many rows and columns of cells the radius can reach over, from anywhere in a cell.
    private func reach(_ center: Position) -> (rows: Int64, columns: Int64) {
        let degrees = radiusMiles / Haversine.earthRadiusMiles * 180 / .pi
        // A circle is widest in longitude a little towards the pole.
        let narrowest = cos(min(89, abs(center.latitude) + degrees) * .pi / 180)
        return (Int64(degrees * 100) + 1, Int64(min(360, degrees / narrowest) * 100) + 1)
    }

    private func firstIndex(from key: Int64) -> Int {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func key(_ row: Int64, _ column: Int64) -> Int64 { row * 1_000_000 + column }
}
