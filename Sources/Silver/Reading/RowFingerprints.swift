import Accidents
import ORC

/// One number per row made of all its columns but the identifier: rows that agree in every column have the same, others hardly ever.
///
/// Texts count by their code, so that fingerprints can be compared within one scan only; or by their hash, when they are portable.
struct RowFingerprints: ~Copyable {
    private(set) var values = Buffer<UInt64>()

    /// Computes the fingerprint of each of `count` rows over the columns that every scan has and those in `columns`.
    ///
    /// - Parameter isPortable: whether fingerprints of other scans are to be compared with these.
    mutating func compute(_ batch: AccidentBatch, count: Int, columns: Set<AccidentColumn>, wantsFlags: Bool, isPortable: Bool) {
        values.reserve(count)
        let value = values.pointer
        let (second, latitude, longitude) = (batch.second.pointer, batch.latitude.pointer, batch.longitude.pointer)
        let (severity, state) = (batch.severity.pointer, batch.state.pointer)
        for row in 0..<count {
            let place = Self.mixed(latitude[row].bitPattern, longitude[row].bitPattern)
            value[row] = Self.mixed(place ^ UInt64(truncatingIfNeeded: second[row]), UInt64(severity[row]) << 8 | UInt64(state[row]))
        }
        for column in batch.numbers where columns.contains(column.column) {
            let (number, present) = (column.values.pointer, column.present.pointer)
            for row in 0..<count { value[row] = Self.mixed(value[row], number[row].bitPattern ^ UInt64(present[row])) }
        }
        for column in batch.texts where column.column.map(columns.contains) ?? false {
            if isPortable { mix(hashesOf: column, count) } else { mix(column.codes.pointer, count) }
        }
        if wantsFlags { mix(batch.flags.pointer, count) }
    }

    private func mix(_ codes: UnsafePointer<Int32>, _ count: Int) {
        let value = values.pointer
        for row in 0..<count { value[row] = Self.mixed(value[row], UInt64(UInt32(bitPattern: codes[row]))) }
    }

    private func mix(hashesOf column: DictionaryColumn, _ count: Int) {
        let (value, code, hashes) = (values.pointer, column.codes.pointer, column.hashes)
        for row in 0..<count { value[row] = Self.mixed(value[row], code[row] < 0 ? 0 : hashes[Int(code[row])]) }
    }

    @inline(__always)
    private static func mixed(_ sum: UInt64, _ next: UInt64) -> UInt64 {
        let product = (sum ^ next &+ 0x9e37_79b9_7f4a_7c15) &* 0xbf58_476d_1ce4_e5b9
        return product ^ product >> 31
    }
}
