/// Loops over whole batches that several decoders share.
enum Kernels {
    /// How many of `rows` bytes (each 0 or 1) are 1.
    static func count(_ present: UnsafePointer<UInt8>, _ rows: Int) -> Int {
        var total = 0
        for row in 0..<rows { total &+= Int(present[row]) }
        return total
    }

    /// Moves `count` values from the front of `values` to the rows where `present` is 1, in place.
    ///
    /// Going backwards, a value never moves onto one that is still to be moved; a null row receives an unspecified value.
    @inline(__always)
    static func spread<Value: BitwiseCopyable>(
        _ values: UnsafeMutablePointer<Value>, _ count: Int, over rows: Int, present: UnsafePointer<UInt8>
    ) {
        guard count < rows else { return }
        var source = count
        var row = rows
        while row > 0 {
            row &-= 1
            source &-= Int(present[row])
            values[row] = values[source]
        }
    }

    /// Turns lengths into offsets: `offsets[0] = 0`, `offsets[row + 1] = offsets[row] + length of row`; a null row has length 0.
    ///
    /// Returns the sum, nil when a length is negative or above 2^31 − 1, so that no sum overflows.
    static func offsets(
        _ lengths: UnsafePointer<Int64>, _ count: Int, rows: Int, present: UnsafePointer<UInt8>?, into offsets: UnsafeMutablePointer<Int64>,
        from start: Int64 = 0
    ) -> Int? {
        var all: Int64 = 0
        for index in 0..<count { all |= lengths[index] }
        guard all >= 0, all <= Int64(Int32.max) else { return nil }
        var end = start
        offsets[0] = start
        if let present {
            var index = 0
            for row in 0..<rows {
                if present[row] != 0 {
                    end &+= lengths[index]
                    index &+= 1
                }
                offsets[row + 1] = end
            }
        } else {
            for row in 0..<rows {
                end &+= lengths[row]
                offsets[row + 1] = end
            }
        }
        return Int(end)
    }

    /// Narrows `count` dictionary codes; false when one is not in `0 ..< limit`.
    static func narrow(_ codes: UnsafePointer<Int64>, _ count: Int, limit: Int, into target: UnsafeMutablePointer<Int32>) -> Bool {
        let last = Int64(limit) - 1
        var signs: Int64 = 0
        for index in 0..<count {
            let code = codes[index]
            signs |= code | (last &- code)
            target[index] = Int32(truncatingIfNeeded: code)
        }
        return signs >= 0
    }
}
