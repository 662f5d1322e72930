/// Counts the bytes that buffers take on behalf of a file, and refuses to go beyond a limit.
///
/// Everything whose size a file decides is charged here before it is allocated, so that a small file cannot ask for
/// much memory.
final class MemoryBudget {
    private let limit: Int
    private var used = 0

    init(limit: Int) { self.limit = limit }

    /// Takes `bytes` from the budget.
    ///
    /// - Throws: ``ORCError/Code/limit`` when fewer are left.
    func charge(_ bytes: Int) throws(ORCError) {
        guard bytes <= limit - used else {
            throw ORCError(
                .limit,
                "the file asks for \(bytes) bytes of memory beyond the \(used) in use, \(limit) are allowed; "
                    + "ask for fewer columns or smaller batches, or raise ORCReaderOptions.memoryLimit")
        }
        used += bytes
    }

    /// Gives back `bytes` that were charged.
    func release(_ bytes: Int) { used -= bytes }

    /// Takes `count` elements of `size` bytes from the budget, without overflow for any count.
    func charge(_ count: Int, of size: Int) throws(ORCError) {
        let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
        try charge(overflow ? Int.max : bytes)
    }

    /// Makes room for `count` elements in `buffer`, charging what it grows by.
    func reserve<Element>(_ count: Int, in buffer: inout Buffer<Element>) throws(ORCError) {
        guard count > buffer.capacity else { return }
        let before = buffer.capacity
        try charge(max(count, before + before / 2) - before, of: MemoryLayout<Element>.stride)
        buffer.reserve(count)
    }
}
