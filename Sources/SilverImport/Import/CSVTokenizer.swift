import Foundation
import Silver

/// Finds the fields of one row after another in a chunk.
///
/// Field `i` of the current row lies in the chunk's bytes from `start(i)` to `ends[i]`, quotes included. The scan
/// looks at eight bytes at a time: a byte equals a pattern where their exclusive or is zero, and the zero bytes of a
/// word are found with one addition that carries out of every other byte.
struct CSVTokenizer: ~Copyable {
    static let maximumFields = 512

    /// Ends of the fields of the current row, as offsets in the chunk.
    let ends = UnsafeMutablePointer<Int32>.allocate(capacity: maximumFields)
    /// Fields of the current row; those beyond ``maximumFields`` are counted, not kept.
    private(set) var fieldCount = 0
    /// Where the current row begins.
    private(set) var rowStart = 0
    /// Where it ends, before its line end.
    private(set) var rowEnd = 0
    /// Whether a field of the current row begins with a quote.
    private(set) var hasQuotes = false
    /// Whether the current row has a quoted field that does not end as it should. Then the row is its first line alone, and the last of its
    /// fields are missing.
    private(set) var isDamaged = false
    private var position = 0

    deinit { ends.deallocate() }

    /// Goes to a row's beginning.
    mutating func reset(to start: Int = 0) { position = start }

    /// Where field `index` of the current row begins.
    func start(_ index: Int) -> Int { index == 0 ? rowStart : Int(ends[index - 1]) + 1 }

    private static let commas: UInt64 = 0x2C2C_2C2C_2C2C_2C2C
    private static let quotes: UInt64 = 0x2222_2222_2222_2222
    private static let lineEnds: UInt64 = 0x0A0A_0A0A_0A0A_0A0A
    private static let low7: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

    @inline(__always)
    private static func zeroBytes(_ word: UInt64) -> UInt64 { ~(((word & low7) &+ low7) | word | low7) }

    /// Finds the next row. Returns false at the end of the `count` bytes, the last of which must be a line end.
    @inline(__always)
    mutating func next(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard position < count else { return false }
        rowStart = position
        hasQuotes = false
        isDamaged = false
        var fields = 0, fieldStart = position
        while position < count {
            let word = UnsafeRawPointer(bytes + position).loadUnaligned(as: UInt64.self)
            var hits = Self.zeroBytes(word ^ Self.commas) | Self.zeroBytes(word ^ Self.quotes) | Self.zeroBytes(word ^ Self.lineEnds)
            var skipTo = position + 8
            while hits != 0 {
                let hit = position + hits.trailingZeroBitCount >> 3
                hits &= hits &- 1
                let byte = bytes[hit]
                if byte == 34 {
                    // A quote inside a field that began without one is text.
                    guard hit == fieldStart else { continue }
                    hasQuotes = true
                    guard case .closed(let end) = QuotedField(bytes, hit, rowStart: rowStart, count) else {
                        fieldCount = fields
                        return takeDamagedLine(bytes, count)
                    }
                    skipTo = end
                    break
                }
                if fields < Self.maximumFields { ends[fields] = Int32(truncatingIfNeeded: hit) }
                fields += 1
                fieldStart = hit + 1
                if byte == 10 {
                    fieldCount = fields
                    rowEnd = hit
                    position = hit + 1
                    return true
                }
            }
            position = skipTo
        }
        fieldCount = fields
        rowEnd = count
        return false
    }

    @inline(never)
    private mutating func takeDamagedLine(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        isDamaged = true
        position = QuotedField.lineEnd(bytes, rowStart, count) ?? count
        rowEnd = position - 1
        return true
    }
}

/// Where a field that begins with a quote ends. Cutting into chunks and finding fields both go by it, and so they agree on what a row is.
enum QuotedField {
    /// The offset behind the closing quote.
    case closed(Int)
    /// Behind the closing quote the field goes on, or its row becomes longer than ``longestRow``: one of its quotes is stray.
    case damaged
    /// The bytes end before the field does.
    case open

    static let longestRow = 1 << 20

    @inline(never)
    init(_ bytes: UnsafePointer<UInt8>, _ opening: Int, rowStart: Int, _ count: Int) {
        let limit = min(count, rowStart + Self.longestRow)
        var position = opening + 1
        while position < limit, let found = memchr(bytes + position, 34, limit - position) {
            let behind = UnsafeRawPointer(found) - UnsafeRawPointer(bytes) + 1
            guard behind < count, bytes[behind] == 34 else {
                let isEnd = behind == count || bytes[behind] == 44 || bytes[behind] == 13 || bytes[behind] == 10
                self = isEnd ? .closed(behind) : .damaged
                return
            }
            position = behind + 1
        }
        self = limit < count ? .damaged : .open
    }

    /// The offset behind the first line end at or after `start`.
    static func lineEnd(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
        guard start < count, let found = memchr(bytes + start, 10, count - start) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(bytes) + 1
    }
}
