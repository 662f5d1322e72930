public import ORC

/// Accepted accidents, column by column: what cubes and the export are fed with.
///
/// A batch is refilled by each call of ``AccidentScan/next()``: use its values before the next call. Every column
/// has an entry for rows `0 ..< count`. Dates and hours are those of the local wall clock.
public final class AccidentBatch {
    /// Accepted rows.
    public internal(set) var count = 0
    /// ``USState/code``.
    public internal(set) var state = Buffer<UInt8>()
    /// 1…4
    public internal(set) var severity = Buffer<UInt8>()
    /// Accident date, days since 1970-01-01.
    public internal(set) var day = Buffer<Int32>()
    /// Calendar year.
    public internal(set) var year = Buffer<Int32>()
    /// 0…23
    public internal(set) var hour = Buffer<UInt8>()
    /// Silver's spelling, trimmed.
    public let city = DictionaryColumn(.city)
    /// The feed.
    public let source = DictionaryColumn(.source)
    /// The stored category, else the one that follows from the label.
    public let weatherCategory = DictionaryColumn(.weatherCategory)
    /// The stored category, else the one that follows from the temperature.
    public let temperatureCategory = DictionaryColumn(.temperatureCategory)
    /// Number of true flags; ``DictionaryColumn/null`` where unknown.
    public internal(set) var infrastructureCount = Buffer<Int32>()
    /// 0…16; ``DictionaryColumn/null`` where unknown.
    public internal(set) var safetyEquipmentScore = Buffer<Int32>()
    /// Length of road affected.
    public let distanceMiles = NumberColumn()

    /// The row of the file's batch that each accepted row came from, ascending.
    var rows = Buffer<Int32>()
    /// The ORC rows, for the identifiers.
    var identifiers: StringVector?

    init() {}

    /// The identifiers as UTF-8 one after another: row `i` is `bytes[offsets[i] ..< offsets[i + 1]]`, blanks trimmed.
    public func identifierText() -> (offsets: [Int32], bytes: [UInt8]) {
        var offsets: [Int32] = [0]
        var bytes: [UInt8] = []
        guard let identifiers else { return (offsets, bytes) }
        offsets.reserveCapacity(count + 1)
        bytes.reserveCapacity(count * 12)
        for row in 0..<count {
            bytes.append(contentsOf: trimmed(identifiers.value(Int(rows[row]))))
            offsets.append(Int32(bytes.count))
        }
        return (offsets, bytes)
    }

    func reserve(_ rows: Int) {
        state.reserve(rows)
        severity.reserve(rows)
        day.reserve(rows)
        year.reserve(rows)
        hour.reserve(rows)
        infrastructureCount.reserve(rows)
        safetyEquipmentScore.reserve(rows)
        self.rows.reserve(rows)
    }

    /// Moves the rows listed in ``rows`` (ascending) to the front of every column.
    func compact() {
        let selection = UnsafeBufferPointer(start: rows.pointer, count: count)
        for column in [city, source, weatherCategory, temperatureCategory] { gather(&column.codes, selection) }
        gather(&state, selection)
        gather(&severity, selection)
        gather(&day, selection)
        gather(&year, selection)
        gather(&hour, selection)
        gather(&infrastructureCount, selection)
        gather(&safetyEquipmentScore, selection)
        gather(&distanceMiles.values, selection)
        gather(&distanceMiles.present, selection)
    }
}

@available(*, unavailable, message: "a batch belongs to the scan that fills it")
extension AccidentBatch: Sendable {}

/// Keeps the elements at `selection`, which ascends, so that none is overwritten before it is read.
private func gather<Element>(_ buffer: inout Buffer<Element>, _ selection: UnsafeBufferPointer<Int32>) {
    let values = buffer.pointer
    for (target, source) in selection.enumerated() { values[target] = values[Int(source)] }
}

/// A column of measurements; a value beyond the contract's limits counts as null.
public final class NumberColumn {
    /// An entry a row; unspecified where `present` is 0.
    public internal(set) var values = Buffer<Double>()
    /// An entry a row: 1 where there is a value.
    public internal(set) var present = Buffer<UInt8>()

    init() {}

    /// Copies `vector`, nulls what lies outside `limits` or is not a number, and returns how many it nulled.
    func fill(from vector: DoubleVector, limits: ClosedRange<Double>) -> Int {
        reserve(vector.count)
        let (value, isPresent, source) = (values.pointer, present.pointer, vector.values.pointer)
        let sourcePresent = vector.hasNulls ? vector.present.pointer : nil
        var nulled = 0
        for row in 0..<vector.count {
            value[row] = source[row]
            let exists = sourcePresent.map { $0[row] != 0 } ?? true
            let isInside = source[row] >= limits.lowerBound && source[row] <= limits.upperBound
            isPresent[row] = exists && isInside ? 1 : 0
            nulled += exists && !isInside ? 1 : 0
        }
        return nulled
    }

    /// Every row null: the column is not there.
    func fillNull(_ count: Int) {
        reserve(count)
        present.pointer.update(repeating: 0, count: count)
    }

    private func reserve(_ rows: Int) {
        values.reserve(rows)
        present.reserve(rows)
    }
}
