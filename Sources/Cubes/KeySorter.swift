import ORC

/// Sorts 64-bit keys and remembers where each came from; equal keys stay in the order they have.
///
/// Keys that come as a few ascending runs, as those of sorted cubes do, are merged run by run. Others are sorted by 11 bits at a time,
/// lowest first, where digits that all keys share cost nothing.
struct KeySorter: ~Copyable {
    private(set) var keys: Buffer<UInt64>
    /// Where each key stood.
    private(set) var cells: Buffer<Int32>
    private let count: Int
    private var otherKeys = Buffer<UInt64>()
    private var otherCells = Buffer<Int32>()

    private static let digitWidth = 11
    private static let digitMask = (UInt64(1) << UInt64(digitWidth)) - 1
    /// Merging halves the number of runs with each pass over the keys; up to so many, that takes fewer passes than the digits do.
    private static let mostRuns = 16

    init(_ keys: consuming Buffer<UInt64>, _ count: Int) {
        self.keys = keys
        self.count = count
        cells = Buffer(capacity: count)
        for index in 0..<count { cells[index] = Int32(index) }
    }

    mutating func sort() {
        var runs = ascendingRuns()
        guard runs.count > 2 else { return }
        otherKeys.reserve(count)
        otherCells.reserve(count)
        if runs.count - 1 > Self.mostRuns { return sortByDigits() }
        while runs.count > 2 { runs = mergePairs(runs) }
    }

    // MARK: Runs

    /// Where runs begin, and the end; gives up beyond ``mostRuns``.
    private func ascendingRuns() -> [Int] {
        var starts = [0]
        let key = keys.pointer
        for index in stride(from: 1, to: count, by: 1) where key[index] < key[index - 1] {
            starts.append(index)
            if starts.count > Self.mostRuns { break }
        }
        return starts + [count]
    }

    private mutating func mergePairs(_ runs: [Int]) -> [Int] {
        var starts: [Int] = []
        for first in stride(from: 0, to: runs.count - 1, by: 2) {
            starts.append(runs[first])
            let middle = runs[first + 1]
            merge(runs[first]..<middle, middle..<(first + 2 < runs.count ? runs[first + 2] : middle))
        }
        swap(&keys, &otherKeys)
        swap(&cells, &otherCells)
        return starts + [count]
    }

    private func merge(_ left: Range<Int>, _ right: Range<Int>) {
        let (key, cell, outKey, outCell) = (keys.pointer, cells.pointer, otherKeys.pointer, otherCells.pointer)
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
        for rest in [a..<left.upperBound, b..<right.upperBound] where !rest.isEmpty {
            (outKey + out).update(from: key + rest.lowerBound, count: rest.count)
            (outCell + out).update(from: cell + rest.lowerBound, count: rest.count)
            out += rest.count
        }
    }

    // MARK: Digits

    private mutating func sortByDigits() {
        var all: UInt64 = 0, common = UInt64.max
        for index in 0..<count {
            all |= keys[index]
            common &= keys[index]
        }
        for shift in stride(from: 0, to: 64, by: Self.digitWidth) where (all ^ common) >> UInt64(shift) & Self.digitMask != 0 {
            distribute(UInt64(shift))
            swap(&keys, &otherKeys)
            swap(&cells, &otherCells)
        }
    }

    /// Moves keys and cells into the order of one digit.
    private func distribute(_ shift: UInt64) {
        let (key, cell, outKey, outCell) = (keys.pointer, cells.pointer, otherKeys.pointer, otherCells.pointer)
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << Self.digitWidth) { next in
            next.initialize(repeating: 0)
            for index in 0..<count { next[Int(key[index] &>> shift & Self.digitMask)] &+= 1 }
            var sum = 0
            for digit in next.indices { (next[digit], sum) = (sum, sum + next[digit]) }
            for index in 0..<count {
                let digit = Int(key[index] &>> shift & Self.digitMask)
                let target = next[digit]
                next[digit] = target &+ 1
                outKey[target] = key[index]
                outCell[target] = cell[index]
            }
        }
    }
}
