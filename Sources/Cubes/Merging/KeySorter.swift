/// Sorts 64-bit keys and remembers where each came from; equal keys stay in the order they have.
///
/// Keys that come as a few ascending runs, as those of sorted cubes do, are merged run by run. Others are sorted by 11 bits at a time,
/// lowest first, where digits that all keys share cost nothing.
struct KeySorter {
    private(set) var keys: [UInt64]
    /// Where each key stood.
    private(set) var cells: [Int32]
    private var otherKeys: [UInt64] = []
    private var otherCells: [Int32] = []

    private static let digitWidth = 11
    private static let digitMask = (UInt64(1) << UInt64(digitWidth)) - 1
    /// Merging halves the number of runs with each pass over the keys; up to so many, that takes fewer passes than the digits do.
    private static let mostRuns = 16

    init(_ keys: consuming [UInt64]) {
        self.keys = keys
        cells = Array(0..<Int32(self.keys.count))
    }

    mutating func sort() {
        var runs = ascendingRuns()
        guard runs.count > 2 else { return }
        otherKeys = [UInt64](repeating: 0, count: keys.count)
        otherCells = [Int32](repeating: 0, count: keys.count)
        if runs.count - 1 > Self.mostRuns { return sortByDigits() }
        while runs.count > 2 { runs = mergePairs(runs) }
    }

    /// Lets `body` write the keys and cells in a new order, and takes that order over.
    private mutating func reorder(_ body: (Columns) -> Void) {
        keys.withUnsafeBufferPointer { key in
            cells.withUnsafeBufferPointer { cell in
                otherKeys.withUnsafeMutableBufferPointer { outKey in
                    otherCells.withUnsafeMutableBufferPointer { outCell in
                        body(Columns(key: key, cell: cell, outKey: outKey, outCell: outCell))
                    }
                }
            }
        }
        swap(&keys, &otherKeys)
        swap(&cells, &otherCells)
    }

    /// Keys and cells as they are, and the room for those in the new order, all of one length.
    private struct Columns {
        let key: UnsafeBufferPointer<UInt64>
        let cell: UnsafeBufferPointer<Int32>
        let outKey: UnsafeMutableBufferPointer<UInt64>
        let outCell: UnsafeMutableBufferPointer<Int32>
    }

    // MARK: Runs

    /// Where runs begin, and the end; gives up beyond ``mostRuns``.
    private func ascendingRuns() -> [Int] {
        var starts = [0]
        keys.withUnsafeBufferPointer { key in
            for index in stride(from: 1, to: key.count, by: 1) where key[index] < key[index - 1] {
                starts.append(index)
                if starts.count > Self.mostRuns { break }
            }
        }
        return starts + [keys.count]
    }

    private mutating func mergePairs(_ runs: [Int]) -> [Int] {
        var starts: [Int] = []
        reorder { columns in
            for first in stride(from: 0, to: runs.count - 1, by: 2) {
                starts.append(runs[first])
                let middle = runs[first + 1]
                Self.merge(columns, runs[first]..<middle, middle..<(first + 2 < runs.count ? runs[first + 2] : middle))
            }
        }
        return starts + [keys.count]
    }

    private static func merge(_ columns: Columns, _ left: Range<Int>, _ right: Range<Int>) {
        let (key, cell, outKey, outCell) = (columns.key, columns.cell, columns.outKey, columns.outCell)
        var (a, b, out) = (left.lowerBound, right.lowerBound, left.lowerBound)
        while a < left.upperBound && b < right.upperBound {
            let takesRight = key[b] < key[a]
            let from = takesRight ? b : a
            outKey[out] = key[from]
            outCell[out] = cell[from]
            a &+= takesRight ? 0 : 1
            b &+= takesRight ? 1 : 0
            out &+= 1
        }
        for rest in [a..<left.upperBound, b..<right.upperBound] {
            for index in rest {
                outKey[out] = key[index]
                outCell[out] = cell[index]
                out &+= 1
            }
        }
    }

    // MARK: Digits

    private mutating func sortByDigits() {
        var all: UInt64 = 0, common = UInt64.max
        for key in keys {
            all |= key
            common &= key
        }
        for shift in stride(from: 0, to: 64, by: Self.digitWidth) where (all ^ common) >> UInt64(shift) & Self.digitMask != 0 {
            reorder { Self.distribute($0, UInt64(shift)) }
        }
    }

    /// Writes keys and cells in the order of one digit.
    private static func distribute(_ columns: Columns, _ shift: UInt64) {
        let (key, cell, outKey, outCell) = (columns.key, columns.cell, columns.outKey, columns.outCell)
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << digitWidth) { next in
            next.initialize(repeating: 0)
            for index in key.indices { next[Int(key[index] &>> shift & digitMask)] &+= 1 }
            var sum = 0
            for digit in next.indices { (next[digit], sum) = (sum, sum + next[digit]) }
            for index in key.indices {
                let digit = Int(key[index] &>> shift & digitMask)
                let target = next[digit]
                next[digit] = target &+ 1
                outKey[target] = key[index]
                outCell[target] = cell[index]
            }
        }
    }
}
