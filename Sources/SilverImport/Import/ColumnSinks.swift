import Accidents
import ORC
import Silver

/// A string column that is written value by value as it stands.
///
/// Sinks hold the pointers of a vector's buffers while a chunk is parsed; the vectors have room for the chunk's rows and bytes.
struct TextSink {
    let field: Int
    var offsets: UnsafeMutablePointer<Int64>
    var bytes: UnsafeMutablePointer<UInt8>
    var present: UnsafeMutablePointer<UInt8>
    var used = 0
    var nulls = 0

    init(_ field: Int, _ vector: StringVector) {
        self.field = field
        vector.dictionary = nil
        offsets = vector.offsets.pointer
        bytes = vector.bytes.pointer
        present = vector.present.pointer
        offsets[0] = 0
    }

    /// Empty text is null.
    @inline(__always)
    mutating func append(_ text: UnsafeBufferPointer<UInt8>, row: Int) {
        if let base = text.baseAddress { (bytes + used).update(from: base, count: text.count) }
        used += text.count
        offsets[row + 1] = Int64(used)
        present[row] = text.isEmpty ? 0 : 1
        nulls += text.isEmpty ? 1 : 0
    }
}

/// A double column.
struct DoubleSink {
    let field: Int
    /// The column's ``AccidentColumn/index``.
    let column: Int
    let low: Double
    let high: Double
    var values: UnsafeMutablePointer<Double>
    var present: UnsafeMutablePointer<UInt8>
    var nulls = 0

    init(_ field: Int, _ column: AccidentColumn, _ vector: DoubleVector) {
        self.field = field
        self.column = column.index
        let range = AccidentLimits.range(of: column)
        low = range?.lowerBound ?? -.greatestFiniteMagnitude
        high = range?.upperBound ?? .greatestFiniteMagnitude
        values = vector.values.pointer
        present = vector.present.pointer
    }

    @inline(__always)
    mutating func set(_ value: Double?, row: Int) {
        values[row] = value ?? 0
        present[row] = value == nil ? 0 : 1
        nulls += value == nil ? 1 : 0
    }
}

/// One of the infrastructure flags.
struct FlagSink {
    let field: Int
    let column: Int
    let bit: UInt16
    var values: UnsafeMutablePointer<UInt8>
    var present: UnsafeMutablePointer<UInt8>
    var nulls = 0

    init(_ field: Int, _ flag: InfrastructureFlag, _ vector: BooleanVector) {
        self.field = field
        column = flag.column.index
        bit = flag.bit
        values = vector.values.pointer
        present = vector.present.pointer
    }

    @inline(__always)
    mutating func set(_ value: Bool?, row: Int) {
        values[row] = value == true ? 1 : 0
        present[row] = value == nil ? 0 : 1
        nulls += value == nil ? 1 : 0
    }
}

/// A column of codes: of a fixed set of labels, or of those that a ``LabelTable`` has met.
struct CodeSink {
    var codes: UnsafeMutablePointer<Int32>
    var present: UnsafeMutablePointer<UInt8>
    var nulls = 0

    init(_ vector: StringVector) {
        codes = vector.codes.pointer
        present = vector.present.pointer
    }

    /// A negative code is null.
    @inline(__always)
    mutating func set(_ code: Int32, row: Int) {
        codes[row] = max(code, 0)
        present[row] = code < 0 ? 0 : 1
        nulls += code < 0 ? 1 : 0
    }
}

/// An integer column.
struct IntegerSink {
    var values: UnsafeMutablePointer<Int64>
    var present: UnsafeMutablePointer<UInt8>
    var nulls = 0

    init(_ vector: IntegerVector) {
        values = vector.values.pointer
        present = vector.present.pointer
    }

    @inline(__always)
    mutating func set(_ value: Int?, row: Int) {
        values[row] = Int64(value ?? 0)
        present[row] = value == nil ? 0 : 1
        nulls += value == nil ? 1 : 0
    }
}
