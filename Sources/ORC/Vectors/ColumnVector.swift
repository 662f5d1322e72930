/// The values of one column for the rows of one batch.
///
/// A vector is a reusable container: readers fill it in place, writers read it. The subclass follows from the
/// column's ``ORCType/Kind-swift.enum``:
///
/// | kind | vector |
/// |---|---|
/// | boolean | ``BooleanVector`` |
/// | byte, short, int, long, date | ``IntegerVector`` |
/// | float, double | ``DoubleVector`` |
/// | decimal | ``DecimalVector`` |
/// | timestamp, timestampInstant | ``TimestampVector`` |
/// | string, varchar, char, binary | ``StringVector`` |
/// | struct, list, map, union | ``StructVector``, ``ListVector``, ``MapVector``, ``UnionVector`` |
///
/// Null means: where ``hasNulls`` is true and `present[row] == 0`, the row's value is null and what the value
/// buffer holds at `row` is unspecified. Where ``hasNulls`` is false, `present` is not filled.
///
/// Vectors are not thread-safe; each thread uses its own.
///
/// Their storage is `@exclusivity(unchecked)`: no accessor of a vector or buffer calls out while it is under way, so that
/// accesses cannot overlap, and checking each at run time would cost more than what it does.
public class ColumnVector {
    /// Rows in the current batch.
    @exclusivity(unchecked) public var count = 0
    /// Whether any row of the batch may be null.
    @exclusivity(unchecked) public var hasNulls = false
    /// One byte per row, 1 where there is a value. Meaningful only while ``hasNulls`` is true.
    @exclusivity(unchecked) public var present = Buffer<UInt8>()

    init() {}

    /// Makes room for `rows` rows in ``present`` and in every value buffer that has one entry per row.
    public func reserve(_ rows: Int) { present.reserve(rows) }

    /// Makes the vector `rows` rows long, all of them null.
    public func fillNull(_ rows: Int) {
        reserve(rows)
        count = rows
        hasNulls = true
        present.pointer.update(repeating: 0, count: rows)
    }

    /// Whether `row` has a value.
    @inlinable
    public final func isPresent(_ row: Int) -> Bool { !hasNulls || present[row] != 0 }

    /// A vector that fits `type`, with vectors for its children.
    public static func make(for type: ORCType) -> ColumnVector {
        switch type.kind {
        case .boolean: BooleanVector()
        case .byte, .short, .int, .long, .date: IntegerVector()
        case .float, .double: DoubleVector()
        case .decimal: DecimalVector(scale: type.scale)
        case .timestamp, .timestampInstant: TimestampVector()
        case .string, .varchar, .char, .binary: StringVector()
        case .struct: StructVector(type.children.map(make))
        case .list: ListVector(make(for: type.children[0]))
        case .map: MapVector(keys: make(for: type.children[0]), values: make(for: type.children[1]))
        case .union: UnionVector(type.children.map(make))
        }
    }
}

@available(*, unavailable, message: "a vector belongs to the thread that fills it")
extension ColumnVector: Sendable {}

/// Booleans, one byte each: 0 or 1.
public final class BooleanVector: ColumnVector {
    /// One value per row.
    @exclusivity(unchecked) public var values = Buffer<UInt8>()
    public override init() {}
    public override func reserve(_ rows: Int) {
        super.reserve(rows)
        values.reserve(rows)
    }
}

/// Integers of every width, sign-extended; dates as days since 1970-01-01.
public final class IntegerVector: ColumnVector {
    /// One value per row.
    @exclusivity(unchecked) public var values = Buffer<Int64>()
    public override init() {}
    public override func reserve(_ rows: Int) {
        super.reserve(rows)
        values.reserve(rows)
    }
}

/// Floats and doubles. A float is widened, which is exact.
public final class DoubleVector: ColumnVector {
    /// One value per row.
    @exclusivity(unchecked) public var values = Buffer<Double>()
    public override init() {}
    public override func reserve(_ rows: Int) {
        super.reserve(rows)
        values.reserve(rows)
    }
}

/// Decimals as unscaled integers: the value is `values[row] / 10^scale`.
public final class DecimalVector: ColumnVector {
    /// One value per row.
    @exclusivity(unchecked) public var values = Buffer<Int128>()
    /// Digits behind the point, the same for every row.
    public let scale: Int
    /// One of the given parts.
    public init(scale: Int) { self.scale = scale }
    public override func reserve(_ rows: Int) {
        super.reserve(rows)
        values.reserve(rows)
    }
}

/// Timestamps: whole seconds since 1970-01-01 00:00:00 rounded down, and 0 ..< 1,000,000,000 nanoseconds.
///
/// For `timestamp` the seconds are the wall clock in the writer's zone, counted as though it were UTC. For
/// `timestampInstant` they are UTC.
public final class TimestampVector: ColumnVector {
    /// Whole seconds, one entry per row.
    @exclusivity(unchecked) public var seconds = Buffer<Int64>()
    /// Nanoseconds, one entry per row.
    @exclusivity(unchecked) public var nanoseconds = Buffer<Int32>()
    public override init() {}
    public override func reserve(_ rows: Int) {
        super.reserve(rows)
        seconds.reserve(rows)
        nanoseconds.reserve(rows)
    }
}

/// Strings and binaries, in one of two forms.
///
/// - Direct (`dictionary == nil`): row `i` is `bytes[offsets[i] ..< offsets[i + 1]]`; `offsets` has `count + 1`
///   entries. A null row is empty.
/// - Dictionary: row `i` is entry `codes[i]` of ``dictionary``. A null row's code is 0.
public final class StringVector: ColumnVector {
    /// Where each row starts, see the type.
    @exclusivity(unchecked) public var offsets = Buffer<Int64>()
    /// The bytes of all strings, one after the other.
    @exclusivity(unchecked) public var bytes = Buffer<UInt8>()
    /// One code per row, where there is a dictionary.
    @exclusivity(unchecked) public var codes = Buffer<Int32>()
    /// The entries that `codes` point into; the same object for as long as the entries stay the same, so that a
    /// caller who remembers it can map codes once for many batches.
    @exclusivity(unchecked) public var dictionary: StringDictionary?
    public override init() {}
    public override func reserve(_ rows: Int) {
        super.reserve(rows)
        offsets.reserve(rows + 1)
        codes.reserve(rows)
    }

    public override func fillNull(_ rows: Int) {
        super.fillNull(rows)
        dictionary = nil
        offsets.pointer.update(repeating: 0, count: rows + 1)
    }

    /// The bytes of `row`, valid until the vector is filled again. Empty for a null row.
    public func value(_ row: Int) -> UnsafeBufferPointer<UInt8> {
        guard isPresent(row) else { return UnsafeBufferPointer(start: nil, count: 0) }
        if let dictionary { return dictionary.value(Int(codes[row])) }
        return UnsafeBufferPointer(start: bytes.pointer + Int(offsets[row]), count: Int(offsets[row + 1] - offsets[row]))
    }
}

/// The distinct strings of a column in one stripe: entry `i` is `bytes[offsets[i] ..< offsets[i + 1]]`.
public final class StringDictionary {
    /// The number of entries.
    @exclusivity(unchecked) public internal(set) var count = 0
    /// Where each row starts, see the type.
    @exclusivity(unchecked) public var offsets = Buffer<Int64>()
    /// The bytes of all strings, one after the other.
    @exclusivity(unchecked) public var bytes = Buffer<UInt8>()
    /// An empty one.
    public init() {}

    /// Adds an entry and returns its index. Whoever fills a dictionary keeps its entries distinct, and adds none once
    /// the dictionary has been handed on.
    @discardableResult
    public func append(_ value: UnsafeBufferPointer<UInt8>) -> Int32 {
        if count == 0 { offsets[0] = 0 }
        let start = Int(offsets[count])
        bytes.reserve(start + value.count)
        offsets.reserve(count + 2)
        if let base = value.baseAddress { (bytes.pointer + start).update(from: base, count: value.count) }
        offsets[count + 1] = Int64(start + value.count)
        count += 1
        return Int32(count - 1)
    }

    /// The bytes of entry `index`, valid until an entry is added.
    public func value(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        precondition(index >= 0 && index < count, "dictionary entry \(index) of \(count)")
        return UnsafeBufferPointer(start: bytes.pointer + Int(offsets[index]), count: Int(offsets[index + 1] - offsets[index]))
    }
}

@available(*, unavailable, message: "a dictionary belongs to the vector that holds it")
extension StringDictionary: Sendable {}

/// One child vector a field, each with as many rows as the struct. A null struct is null in its children too.
public final class StructVector: ColumnVector {
    /// One vector a child, in order.
    public let children: [ColumnVector]
    /// The working memory of the reader that fills this batch, kept here for the next reader that reuses the batch.
    var workspace: Workspace?
    /// One of the given parts.
    public init(_ children: [ColumnVector]) { self.children = children }
    public override func reserve(_ rows: Int) {
        super.reserve(rows)
        for child in children { child.reserve(rows) }
    }
    public override func fillNull(_ rows: Int) {
        super.fillNull(rows)
        for child in children { child.fillNull(rows) }
    }
}

/// Lists: row `i` holds elements `offsets[i] ..< offsets[i + 1]` of ``elements``; a null row is empty.
public final class ListVector: ColumnVector {
    /// Where each row starts, see the type.
    @exclusivity(unchecked) public var offsets = Buffer<Int64>()
    /// The elements of all rows, one after the other.
    public let elements: ColumnVector
    /// One of the given parts.
    public init(_ elements: ColumnVector) { self.elements = elements }
    public override func reserve(_ rows: Int) {
        super.reserve(rows)
        offsets.reserve(rows + 1)
    }
    public override func fillNull(_ rows: Int) {
        super.fillNull(rows)
        offsets.pointer.update(repeating: 0, count: rows + 1)
    }
}

/// Maps: row `i` holds entries `offsets[i] ..< offsets[i + 1]` of ``keys`` and ``values``; a null row is empty.
public final class MapVector: ColumnVector {
    /// Where each row starts, see the type.
    @exclusivity(unchecked) public var offsets = Buffer<Int64>()
    /// The keys of all rows, one after the other.
    public let keys: ColumnVector
    /// One value per row.
    public let values: ColumnVector
    /// One of the given parts.
    public init(keys: ColumnVector, values: ColumnVector) {
        self.keys = keys
        self.values = values
    }
    public override func reserve(_ rows: Int) {
        super.reserve(rows)
        offsets.reserve(rows + 1)
    }
    public override func fillNull(_ rows: Int) {
        super.fillNull(rows)
        offsets.pointer.update(repeating: 0, count: rows + 1)
    }
}

/// Unions: row `i` is row `offsets[i]` of `children[tags[i]]`.
public final class UnionVector: ColumnVector {
    /// The variant of each row.
    @exclusivity(unchecked) public var tags = Buffer<UInt8>()
    /// Where each row starts, see the type.
    @exclusivity(unchecked) public var offsets = Buffer<Int64>()
    /// One vector a child, in order.
    public let children: [ColumnVector]
    /// One of the given parts.
    public init(_ children: [ColumnVector]) { self.children = children }
    public override func reserve(_ rows: Int) {
        super.reserve(rows)
        tags.reserve(rows)
        offsets.reserve(rows)
    }
    public override func fillNull(_ rows: Int) {
        super.fillNull(rows)
        tags.pointer.update(repeating: 0, count: rows)
        offsets.pointer.update(repeating: 0, count: rows)
    }
}
