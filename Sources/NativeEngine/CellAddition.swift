import Accidents
import Cubes

/// The loops that add the rows of a chunk to cells.
///
/// Rows that follow one another often belong to the same cell, and each addition then waits until the one before has reached the memory. So
/// additions that do not wait for one another are made side by side: those of several cubes, or of several columns of one cube.
enum CellAddition {
    /// Where the rows of a chunk are to be counted in one cube.
    struct Histogram {
        /// Where each row's cell begins in `cells`.
        let position: UnsafePointer<UInt32>
        /// Begins with the column of severity 1.
        let cells: UnsafeMutablePointer<Int64>
    }

    /// Counts `rows` rows by `severity` (1…4) in every one of `histograms`.
    static func count(_ severity: UnsafePointer<UInt8>, _ rows: Int, in histograms: UnsafeBufferPointer<Histogram>) {
        var next = 0
        while next + 4 <= histograms.count {
            let (a, b, c, d) = (histograms[next], histograms[next + 1], histograms[next + 2], histograms[next + 3])
            for row in 0..<rows {
                let level = Int(severity[row]) &- 1
                a.cells[Int(a.position[row]) &+ level] &+= 1
                b.cells[Int(b.position[row]) &+ level] &+= 1
                c.cells[Int(c.position[row]) &+ level] &+= 1
                d.cells[Int(d.position[row]) &+ level] &+= 1
            }
            next += 4
        }
        while next < histograms.count {
            let a = histograms[next]
            for row in 0..<rows { a.cells[Int(a.position[row]) &+ Int(severity[row]) &- 1] &+= 1 }
            next += 1
        }
    }

    /// Adds each of `addends` (one value per row) to the column of its own, the first to that at which `cells` begins.
    ///
    /// - Returns: whether a sum did not fit.
    static func add(
        _ addends: UnsafeBufferPointer<UnsafePointer<Int64>>, _ rows: Int, _ position: UnsafePointer<UInt32>, _ cells: UnsafeMutablePointer<Int64>
    ) -> Bool {
        var overflows = false
        var next = 0
        while next + 4 <= addends.count {
            let (a, b, c, d, cell) = (addends[next], addends[next + 1], addends[next + 2], addends[next + 3], cells + next)
            for row in 0..<rows {
                let at = Int(position[row])
                let (sumA, overA) = cell[at].addingReportingOverflow(a[row])
                let (sumB, overB) = cell[at &+ 1].addingReportingOverflow(b[row])
                let (sumC, overC) = cell[at &+ 2].addingReportingOverflow(c[row])
                let (sumD, overD) = cell[at &+ 3].addingReportingOverflow(d[row])
                (cell[at], cell[at &+ 1], cell[at &+ 2], cell[at &+ 3]) = (sumA, sumB, sumC, sumD)
                overflows = overflows || overA || overB || overC || overD
            }
            next += 4
        }
        while next < addends.count {
            let (a, cell) = (addends[next], cells + next)
            for row in 0..<rows {
                let at = Int(position[row])
                let (sum, overflow) = cell[at].addingReportingOverflow(a[row])
                cell[at] = sum
                overflows = overflows || overflow
            }
            next += 1
        }
        return overflows
    }
}
