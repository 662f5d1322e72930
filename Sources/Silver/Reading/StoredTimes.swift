import Accidents
import ORC

/// Counts stored values that disagree with Start_Time, which wins: hour, weekday, season and the partition's year and month.
struct StoredTimes {
    private let season = DictionaryColumn()

    /// Compares every row that has a Start_Time. `batch` has one entry per row of `source`, not compacted yet.
    func count(_ batch: AccidentBatch, _ source: FileRows, _ partition: HivePartition, _ counts: inout ScanCounts) {
        countHours(batch, source, &counts)
        countWeekdays(batch, source, &counts)
        countSeasons(batch, source, &counts)
        countPartition(batch, source, partition, &counts)
    }

    private func countHours(_ batch: AccidentBatch, _ source: FileRows, _ counts: inout ScanCounts) {
        guard let stored: IntegerVector = source.vector(.hour) else { return }
        let (hour, value) = (batch.hour.pointer, stored.values.pointer)
        counts.addCorrected(disagreements(batch, stored) { value[$0] != Int64(hour[$0]) }, AccidentColumn.hour.rawValue)
    }

    private func countWeekdays(_ batch: AccidentBatch, _ source: FileRows, _ counts: inout ScanCounts) {
        guard let stored: IntegerVector = source.vector(.dayOfWeek) else { return }
        let (day, value) = (batch.day.pointer, stored.values.pointer)
        // The weekday of 1970-01-01 is 5. No day that is accepted lies before it.
        counts.addCorrected(disagreements(batch, stored) { value[$0] != Int64((day[$0] &+ 4) % 7 &+ 1) }, AccidentColumn.dayOfWeek.rawValue)
    }

    private func countSeasons(_ batch: AccidentBatch, _ source: FileRows, _ counts: inout ScanCounts) {
        guard let stored: StringVector = source.vector(.season) else { return }
        season.fill(from: stored)
        let ofCode = season.texts.map { Season(label: $0)?.rawValue ?? .max }
        let (code, month) = (season.codes.pointer, batch.month.pointer)
        let disagreeing = disagreements(batch, stored) { code[$0] >= 0 && ofCode[Int(code[$0])] != Season.ofMonth[Int(month[$0] % 12)].rawValue }
        counts.addCorrected(disagreeing, AccidentColumn.season.rawValue)
    }

    private func countPartition(_ batch: AccidentBatch, _ source: FileRows, _ partition: HivePartition, _ counts: inout ScanCounts) {
        let month = batch.month.pointer
        if let stored = partition.integer("accident_year") {
            let year = Int32(clamping: stored)
            counts.addCorrected(disagreements(batch, source.rows) { month[$0] / 12 != year }, "accident_year")
        }
        if let stored = partition.integer("accident_month") {
            let ofYear = Int32(clamping: stored)
            counts.addCorrected(disagreements(batch, source.rows) { month[$0] % 12 &+ 1 != ofYear }, "accident_month")
        }
    }

    /// Mostly no row disagrees, which a loop without a branch finds out sooner.
    @inline(__always)
    private func disagreements(_ batch: AccidentBatch, _ stored: ColumnVector, _ disagrees: (Int) -> Bool) -> Int {
        var suspects: Int32 = 0
        for row in 0..<stored.count { suspects &+= disagrees(row) ? 1 : 0 }
        return suspects == 0 ? 0 : knownDisagreements(batch, stored, disagrees)
    }

    /// Of the rows that disagree, those in which both values are known.
    private func knownDisagreements(_ batch: AccidentBatch, _ stored: ColumnVector, _ disagrees: (Int) -> Bool) -> Int {
        let day = batch.day.pointer
        let present = stored.hasNulls ? stored.present.pointer : nil
        var count = 0
        for row in 0..<stored.count where disagrees(row) {
            if day[row] != AccidentDerivation.noDay, present.map({ $0[row] != 0 }) ?? true { count += 1 }
        }
        return count
    }
}
