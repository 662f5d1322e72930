/// Rows added one after another.
///
/// Each method makes the room it needs and keeps ``ColumnVector/count``, ``ColumnVector/hasNulls``, ``ColumnVector/present`` and the value
/// buffers in step, so that whoever fills a vector by them touches no pointer. They are for small batches: kernels that fill whole columns
/// reserve once and write through the buffers.
extension ColumnVector {
    /// Counts one more row, for which the value buffers have room and a value, and notes whether it is present.
    fileprivate final func countRow(isPresent: Bool) {
        if !isPresent, !hasNulls {
            present.reserve(count + 1)
            present.pointer.update(repeating: 1, count: count)
            hasNulls = true
        }
        if hasNulls {
            present.reserve(count + 1)
            present[count] = isPresent ? 1 : 0
        }
        count += 1
    }
}

extension IntegerVector {
    /// Puts `values`, a row each, in the place of all rows; none is null.
    public func fill(with values: [Int64]) {
        reserve(values.count)
        count = values.count
        hasNulls = false
        _ = UnsafeMutableBufferPointer(start: self.values.pointer, count: count).initialize(from: values)
    }

    /// Adds a row; nil is null.
    public func append(_ value: Int64?) {
        values.reserve(count + 1)
        values[count] = value ?? 0
        countRow(isPresent: value != nil)
    }
}

extension DoubleVector {
    /// Adds a row; nil is null.
    public func append(_ value: Double?) {
        values.reserve(count + 1)
        values[count] = value ?? 0
        countRow(isPresent: value != nil)
    }
}

extension StringVector {
    /// Forgets all rows, and the dictionary: the vector is empty and direct. Memory is kept.
    public func removeAll() {
        count = 0
        hasNulls = false
        dictionary = nil
        offsets[0] = 0
    }

    /// Adds a row with these bytes.
    ///
    /// - Precondition: the vector is direct (``dictionary`` is nil).
    public func append(_ value: some Collection<UInt8>) {
        appendBytes(of: value)
        countRow(isPresent: true)
    }

    /// Adds a row with the UTF-8 of a text; nil is null.
    ///
    /// - Precondition: the vector is direct (``dictionary`` is nil).
    public func append(_ text: String?) {
        guard let text else { return appendNull() }
        append(text.utf8)
    }

    /// Adds a row that is null.
    ///
    /// - Precondition: the vector is direct (``dictionary`` is nil).
    public func appendNull() {
        appendBytes(of: EmptyCollection())
        countRow(isPresent: false)
    }

    /// Puts `values`, a row each, in the place of all rows and of the dictionary; nil is null.
    public func fill(with values: some Sequence<String?>) {
        removeAll()
        for value in values { append(value) }
    }

    /// Writes the bytes of the next row and where they end.
    private func appendBytes(of value: some Collection<UInt8>) {
        precondition(dictionary == nil, "rows of a vector with a dictionary are codes; remove it before text is added")
        if count == 0 { offsets[0] = 0 }
        let start = Int(offsets[count]), length = value.count
        bytes.reserve(start + length)
        offsets.reserve(count + 2)
        _ = UnsafeMutableBufferPointer(start: bytes.pointer + start, count: length).initialize(from: value)
        offsets[count + 1] = Int64(start + length)
    }
}

extension ListVector {
    /// Adds a row that holds the next `length` of ``elements``.
    public func append(length: Int) {
        if count == 0 { offsets[0] = 0 }
        offsets.reserve(count + 2)
        offsets[count + 1] = offsets[count] + Int64(length)
        countRow(isPresent: true)
    }
}
