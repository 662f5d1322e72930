/// A piece of a CSV file that begins and ends where rows do.
struct CSVChunk: Sendable {
    /// `count` bytes of rows, the last of which is a line end, and ``padding`` more at least.
    private var bytes = [UInt8](repeating: 0, count: padding)
    private(set) var count = 0
    /// The file ends with this chunk, and not with a line end: the one here was added.
    var endsMidLine = false

    /// Parsers load eight bytes at a time, and so read beyond the last row.
    static let padding = 16

    /// Calls `body` with the rows' bytes; ``padding`` more can be read behind them.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[..<count])) }
    }

    /// Forgets the rows and keeps the memory.
    mutating func removeAll() {
        count = 0
        endsMidLine = false
    }

    /// Appends what `fill` writes into the room for `room` bytes that it is given; it returns how many those are.
    mutating func append(upTo room: Int, _ fill: (UnsafeMutableBufferPointer<UInt8>) throws -> Int) rethrows {
        let needed = count + room + Self.padding
        // A little more than that: other chunks begin with longer rests of those before.
        if needed > bytes.count { bytes.append(contentsOf: repeatElement(0, count: needed + needed / 16 - bytes.count)) }
        count += try bytes.withUnsafeMutableBufferPointer { [count] in try fill(UnsafeMutableBufferPointer(rebasing: $0[count..<count + room])) }
    }

    /// Appends bytes.
    mutating func append(_ more: some Collection<UInt8>) { append(upTo: more.count) { $0.initialize(fromContentsOf: more) } }

    /// Takes the bytes from `start` on off the end.
    mutating func removeTail(from start: Int) -> ArraySlice<UInt8> {
        defer { count = start }
        return bytes[start..<count]
    }

    /// Takes the first `length` bytes off.
    mutating func removeHead(_ length: Int) {
        bytes.removeFirst(length)
        count -= length
    }

    /// Puts line feeds in the place of returns, from `start` on.
    mutating func replaceReturns(from start: Int = 0) {
        for index in start..<count where bytes[index] == 13 { bytes[index] = 10 }
    }
}
