/// Row numbers of a batch, in the order in which they are written: a range, or a list.
struct RowSelection {
    /// The list, nil for the range `start ..< start + count`.
    private let list: UnsafePointer<Int32>?
    private let start: Int
    let count: Int

    init(range: Range<Int>) {
        list = nil
        start = range.lowerBound
        count = range.count
    }

    init(list: UnsafePointer<Int32>, count: Int) {
        self.list = list
        start = 0
        self.count = count
    }

    private init(list: UnsafePointer<Int32>?, start: Int, count: Int) {
        self.list = list
        self.start = start
        self.count = count
    }

    /// `length` of the rows from the one at `place`.
    func part(from place: Int, count length: Int) -> RowSelection {
        RowSelection(list: list.map { $0 + place }, start: list == nil ? start + place : 0, count: length)
    }

    /// Calls `body` with each row number.
    @inline(__always)
    func forEach(_ body: (Int) -> Void) {
        if let list {
            for place in 0..<count { body(Int(list[place])) }
        } else {
            for row in start..<start + count { body(row) }
        }
    }

    /// Copies the values of the rows that have one to `target`, without gaps, and returns their number.
    ///
    /// - Parameter present: one byte per row of the batch, 0 where there is no value; nil when every row has one.
    @inline(__always)
    func gather<Source, Target>(
        _ source: UnsafePointer<Source>, present: UnsafePointer<UInt8>?, to target: UnsafeMutablePointer<Target>, _ convert: (Source) -> Target
    ) -> Int {
        var filled = 0
        if let present {
            forEach { row in
                // Written always and kept only when present: no branch to mispredict. There is room for all rows.
                target[filled] = convert(source[row])
                filled &+= present[row] != 0 ? 1 : 0
            }
        } else {
            forEach { row in
                target[filled] = convert(source[row])
                filled &+= 1
            }
        }
        return filled
    }
}

extension ColumnVector {
    /// ``present`` where it is filled.
    @inline(__always)
    var presence: UnsafePointer<UInt8>? { hasNulls ? UnsafePointer(present.pointer) : nil }
}
