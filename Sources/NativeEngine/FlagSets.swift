import Accidents
import Cubes
import Silver

/// Numbers flag sets in the order of first sight: of the 2²⁶ there could be, accidents show a few hundred.
struct FlagSets {
    /// The sets, by number.
    private(set) var sets: [Int32] = []
    /// Number + 1 of every set without an unknown flag; 0 for one never seen.
    private var known = [Int32](repeating: 0, count: 1 << InfrastructureFlag.allCases.count)
    private var others: [Int32: Int32] = [:]

    /// Writes the number of each set, and returns the range of the numbers so far.
    mutating func number(_ flags: UnsafePointer<Int32>, _ count: Int, into out: UnsafeMutablePointer<Int32>) -> ClosedRange<Int32> {
        for row in 0..<count {
            let set = Int(flags[row])
            let number = set < known.count ? known[set] - 1 : -1
            out[row] = number >= 0 ? number : slowNumber(flags[row])
        }
        return 0...max(0, Int32(sets.count) - 1)
    }

    @inline(never)
    private mutating func slowNumber(_ set: Int32) -> Int32 {
        if let number = others[set] { return number }
        let number = Int32(sets.count)
        sets.append(set)
        if Int(set) < known.count { known[Int(set)] = number + 1 } else { others[set] = number }
        return number
    }
}
