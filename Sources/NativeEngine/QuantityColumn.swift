import Accidents
import Cubes
import ORC
import Silver

/// A quantity of the rows of a batch in whole units.
final class QuantityColumn {
    let quantity: Quantity
    /// What 1 stands for.
    let unit: Double
    /// One entry per row, 0 where there is no value. Valid until the next batch.
    private(set) var values = Buffer<Int64>()
    /// One entry per row, 1 where there is a value; nil when every row has one. Valid until the next batch.
    private(set) var present: UnsafeMutablePointer<UInt8>?
    private var presence = Buffer<UInt8>()
    /// Whether the rows without a value are to be listed.
    private var listsLacking = false
    /// The rows without a value, ascending.
    private var lacking = Buffer<Int32>()
    private var lackingCount = 0

    init(_ quantity: Quantity, unit: Double) {
        self.quantity = quantity
        self.unit = unit
    }

    func fill(_ batch: AccidentBatch) {
        values.reserve(batch.count)
        present = nil
        switch quantity {
        case .latitude: round(batch.latitude.pointer, batch.count)
        case .longitude: round(batch.longitude.pointer, batch.count)
        case .distance: round(batch.distanceMiles, batch.count)
        case .temperature: round(batch.temperature, batch.count)
        case .humidity: round(batch.humidity, batch.count)
        case .pressure: round(batch.pressure, batch.count)
        case .visibility: round(batch.visibility, batch.count)
        case .windSpeed: round(batch.windSpeed, batch.count)
        case .precipitation: round(batch.precipitation, batch.count)
        case .infrastructureCount: copy(batch.infrastructureCount.pointer, batch.count)
        case .safetyScore: copy(batch.safetyEquipmentScore.pointer, batch.count)
        case .date:
            let (out, day) = (values.pointer, batch.day.pointer)
            for row in 0..<batch.count { out[row] = Int64(day[row]) }
        }
    }

    /// Asks for ``lacking(in:)`` from the next batch on.
    func listLacking() { listsLacking = true }

    /// Those of `rows` that have no value, ascending. To be asked for by ``listLacking()``.
    func lacking(in rows: Range<Int>) -> UnsafeBufferPointer<Int32> {
        guard present != nil else { return UnsafeBufferPointer(start: nil, count: 0) }
        let all = UnsafeBufferPointer(start: UnsafePointer(lacking.pointer), count: lackingCount)
        let start = all.partitioningIndex { $0 >= rows.lowerBound }
        return UnsafeBufferPointer(rebasing: all[start..<all.partitioningIndex { $0 >= rows.upperBound }])
    }

    private func round(_ column: NumberColumn, _ count: Int) {
        round(column.values.pointer, count)
        setPresent(column.present.pointer, count)
    }

    /// Takes `exists`, one entry per row, for ``present`` unless every row has a value.
    private func setPresent(_ exists: UnsafeMutablePointer<UInt8>, _ count: Int) {
        var all: UInt8 = 1
        for row in 0..<count { all &= exists[row] }
        guard all == 0 else { return }
        present = exists
        if listsLacking { findLacking(exists, count) }
    }

    private func findLacking(_ exists: UnsafePointer<UInt8>, _ count: Int) {
        lacking.reserve(count)
        let row = lacking.pointer
        var found = 0
        for index in 0..<count {
            row[found] = Int32(truncatingIfNeeded: index)
            found &+= Int(exists[index] ^ 1)
        }
        lackingCount = found
    }

    /// Rounds to the nearest whole unit, half to even.
    ///
    /// Adding 1.5 · 2⁵² leaves the rounded number in the low bits of the sum. That holds for numbers below 2⁵¹, which
    /// every quantity within the contract's limits is; unlike a call for each row, the loop vectorises.
    private func round(_ source: UnsafePointer<Double>, _ count: Int) {
        let out = values.pointer
        let unitsPerOne = (1 / unit).rounded()
        let magic = 6_755_399_441_055_744.0
        let magicBits = Int64(bitPattern: magic.bitPattern)
        for row in 0..<count { out[row] = Int64(bitPattern: (source[row] * unitsPerOne + magic).bitPattern) &- magicBits }
    }

    /// Copies whole numbers; a negative one is null.
    private func copy(_ source: UnsafePointer<Int32>, _ count: Int) {
        presence.reserve(count)
        let (out, exists) = (values.pointer, presence.pointer)
        for row in 0..<count {
            out[row] = Int64(max(source[row], 0))
            exists[row] = source[row] < 0 ? 0 : 1
        }
        setPresent(exists, count)
    }
}

extension UnsafeBufferPointer<Int32> {
    /// The first index whose element meets `isAtOrBehind`, which holds for the rest as well; the end when none does.
    fileprivate func partitioningIndex(_ isAtOrBehind: (Int32) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isAtOrBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
