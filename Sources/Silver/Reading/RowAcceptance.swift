import ORC

/// Decides which rows of a batch are accepted, rule by rule over whole columns; the first rule that a row breaks is its reason.
struct RowAcceptance: ~Copyable {
    /// An entry a row: 0 accepted, else 1 + index into `RejectionReason.allCases`.
    private var verdicts = Buffer<UInt8>()
    private var count = 0

    /// The reason why `row` is rejected; nil when it is accepted.
    func reason(_ row: Int) -> RejectionReason? {
        verdicts[row] == 0 ? nil : RejectionReason.allCases[Int(verdicts[row]) - 1]
    }

    /// Applies the rules that look at one row alone. `batch` has an entry a row of `rows`, not compacted yet.
    mutating func judge(_ batch: AccidentBatch, _ rows: StructVector, _ projection: FileProjection, latestDay: Int32) {
        count = rows.count
        verdicts.reserve(count)
        verdicts.pointer.update(repeating: 0, count: count)
        if let id: StringVector = projection.vector(.id, in: rows) {
            reject(.missingID) { trimmed(id.value($0)).isEmpty }
            reject(.malformedID) { !Self.isIdentifier(trimmed(id.value($0))) }
        }
        let severity = batch.severity.pointer
        reject(.severity) { severity[$0] == 0 }
        let day = batch.day.pointer
        let earliestDay = Int32(AccidentLimits.firstDay)
        reject(.startTime) { day[$0] == AccidentDerivation.noDay }
        reject(.startTimeRange) { day[$0] < earliestDay || day[$0] > latestDay }
        judgeCoordinate(.startLatitude, AccidentLimits.latitude, .latitude, rows, projection)
        judgeCoordinate(.startLongitude, AccidentLimits.longitude, .longitude, rows, projection)
        let state = batch.state.pointer
        reject(.state) { state[$0] == AccidentDerivation.noState }
    }

    /// Rejects what is otherwise accepted and carries an identifier that `seen` holds already.
    mutating func rejectRepeated(_ seen: inout IdentifierSet, _ identifiers: StringVector?) {
        guard let identifiers else { return }
        for row in 0..<count where verdicts[row] == 0 {
            if !seen.insert(trimmed(identifiers.value(row))) { verdicts[row] = Self.code(.repeatedID) }
        }
    }

    /// Whether a text is UTF-8 and short enough. Text of ASCII alone, which nearly all are, has as many characters as bytes.
    private static func isIdentifier(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if text.count <= AccidentLimits.identifierLength, text.allSatisfy({ $0 < 0x80 }) { return true }
        guard let decoded = String(validating: text, as: UTF8.self) else { return false }
        return decoded.unicodeScalars.count <= AccidentLimits.identifierLength
    }

    private func judgeCoordinate(
        _ column: AccidentColumn, _ limits: ClosedRange<Double>, _ reason: RejectionReason, _ rows: StructVector, _ projection: FileProjection
    ) {
        guard let vector: DoubleVector = projection.vector(column, in: rows) else { return }
        let value = vector.values.pointer
        reject(reason) { !vector.isPresent($0) || !(value[$0] >= limits.lowerBound && value[$0] <= limits.upperBound) }
    }

    @inline(__always)
    private func reject(_ reason: RejectionReason, where breaksRule: (Int) -> Bool) {
        let code = Self.code(reason)
        let verdict = verdicts.pointer
        for row in 0..<count where breaksRule(row) {
            if verdict[row] == 0 { verdict[row] = code }
        }
    }

    private static func code(_ reason: RejectionReason) -> UInt8 {
        UInt8(RejectionReason.allCases.firstIndex(of: reason) ?? 0) + 1
    }
}
