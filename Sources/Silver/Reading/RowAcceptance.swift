import Accidents
import ORC

/// Decides which rows of a batch are accepted by the rules of `RowRule.all`, rule by rule over whole columns; the first that a row breaks is its
/// reason.
struct RowAcceptance: ~Copyable {
    /// One entry per row: 0 accepted, else 1 + index into `RejectionReason.allCases`.
    private var verdicts = Buffer<UInt8>()
    /// One entry per row: the identifier as a number, or `IdentifierSet.noNumber`.
    private var numbers = Buffer<Int64>()
    private var count = 0

    /// The reason why `row` is rejected; nil when it is accepted.
    func reason(_ row: Int) -> RejectionReason? {
        verdicts[row] == 0 ? nil : RejectionReason.allCases[Int(verdicts[row]) - 1]
    }

    /// Whether no row is rejected.
    var acceptsAll: Bool {
        var any: UInt8 = 0
        for row in 0..<count { any |= verdicts[row] }
        return any == 0
    }

    /// Applies the rules that look at one row alone. `batch` has one entry per row of the file's batch, not compacted yet.
    mutating func judge(_ batch: AccidentBatch, identifiers: StringVector?, count: Int, latestDay: Int32) {
        self.count = count
        verdicts.reserve(count)
        numbers.reserve(count)
        verdicts.pointer.update(repeating: 0, count: count)
        if let identifiers { judge(identifiers) }
        let severity = batch.severity.pointer
        reject(.severity) { severity[$0] == 0 }
        let day = batch.day.pointer
        let earliestDay = Int32(AccidentLimits.firstDay)
        reject(.startTime) { day[$0] == AccidentDerivation.noDay }
        reject(.startTimeRange) { day[$0] < earliestDay || day[$0] > latestDay }
        reject(batch.latitude.pointer, outside: AccidentLimits.latitude, .latitude)
        reject(batch.longitude.pointer, outside: AccidentLimits.longitude, .longitude)
        let state = batch.state.pointer
        reject(.state) { state[$0] == AccidentDerivation.noState }
    }

    /// Rejects what is otherwise accepted and carries an identifier that `seen` holds already.
    mutating func rejectRepeated(_ seen: inout IdentifierSet, _ identifiers: StringVector) {
        let (verdict, number) = (verdicts.pointer, numbers.pointer)
        for row in 0..<count where verdict[row] == 0 {
            let isNew = number[row] >= 0 ? seen.insert(number[row]) : seen.insert(trimmed(identifiers.value(row)))
            if !isNew { verdict[row] = Self.code(.repeatedID) }
        }
    }

    /// Rejects what is otherwise accepted and has a fingerprint (one entry per row) that `seen` holds already; or counts it only.
    ///
    /// - Returns: the number of copies.
    mutating func findCopies(_ seen: inout FingerprintSet, _ fingerprints: UnsafePointer<UInt64>, rejects: Bool) -> Int {
        seen.insert(fingerprints, count, verdicts.pointer, copy: rejects ? Self.code(.copy) : 0)
    }

    /// Identifiers of the published form are parsed at once; of any other, emptiness, length and encoding are checked.
    private func judge(_ identifiers: StringVector) {
        let (verdict, number) = (verdicts.pointer, numbers.pointer)
        let form = IdentifierSet()
        for row in 0..<count {
            let text = identifiers.value(row)
            number[row] = form.number(text)
            guard number[row] == IdentifierSet.noNumber else { continue }
            let core = trimmed(text)
            if core.isEmpty { verdict[row] = Self.code(.missingID) } else if !Self.isIdentifier(core) { verdict[row] = Self.code(.malformedID) }
            number[row] = form.number(core)
        }
    }

    /// Whether a text is UTF-8 and short enough. Text of ASCII alone, which nearly all are, has as many characters as bytes.
    private static func isIdentifier(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if text.count <= AccidentLimits.identifierLength, text.allSatisfy({ $0 < 0x80 }) { return true }
        guard let decoded = String(validating: text, as: UTF8.self) else { return false }
        return decoded.unicodeScalars.count <= AccidentLimits.identifierLength
    }

    private func reject(_ value: UnsafePointer<Double>, outside limits: ClosedRange<Double>, _ reason: RejectionReason) {
        reject(reason) { !(value[$0] >= limits.lowerBound && value[$0] <= limits.upperBound) }
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
